# MSLIQA on Spark: `make help` lists what there is.
MVN ?= mvn
# The commit that the program names; nothing in an archive of the sources.
COMMIT := $(shell c=$$(git rev-parse --short=12 HEAD 2>/dev/null) && (git diff --quiet HEAD && echo $$c || echo $$c-changed))
MAVEN := $(MVN) --batch-mode -Dbuild.commit=$(COMMIT)
SHELL := /bin/bash
.DEFAULT_GOAL := help

DEMO_OUTPUT := demo-output
SOURCES := $(shell find core-model/*/src/main spark-jobs/src/main benchmarks/src/main/java submit/spark-home -type f 2>/dev/null) \
	pom.xml $(wildcard */pom.xml core-model/*/pom.xml)
BUILT := submit/target/built

.PHONY: help build demo test site dist dist-again dist-test docs-test bench kill-test state-test fault-test locale-test cluster-test dist-cluster-test container-test manifest-test nightly-simulation year-of-nights evaluation-oracle bench-peers bench-gpu far-storage format clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: $(BUILT) ## Build the jars and lay out a Spark from Maven's jars

$(BUILT): $(SOURCES)
	@echo "Building (the first time also fetches Spark and PyTorch, about 600 MB) ..."
	@$(MAVEN) -q package -DskipTests
	@submit/msliqa prepare
	@touch $@

demo: $(BUILT) ## Score the sample pictures in Spark local mode with the shipped model
	@submit/msliqa score docs/samples --output $(DEMO_OUTPUT)/scores

test: ## Run all tests and checks
	$(MAVEN) verify

site: ## Make a static site of the pages in docs/, in spark-jobs/target/site (offline)
	$(MAVEN) -q -pl spark-jobs -am test -Dtest=DocsTest -Dsurefire.failIfNoSpecifiedTests=false
	@echo "spark-jobs/target/site/index.html"

# Jars keep the modes of what goes into them, which are those of the checkout.
dist: ## Pack a release: archives with and without Spark, in submit/dist/target (asks Maven Central)
	@chmod -R go=u-w LICENSE NOTICE pom.xml docs/samples core-model/*/pom.xml core-model/*/src spark-jobs/pom.xml spark-jobs/src
	@# Lists of licences are kept as long as the POM is no newer; packages that are no more leave empty folders, which would go into jars.
	@rm -rf submit/dist/target/generated-sources/license
	@find core-model/*/target/classes spark-jobs/target/classes -type d -empty -delete 2>/dev/null || true
	@umask 022 && $(MAVEN) -q -Pdist package -DskipTests -pl submit/dist -am
	@touch $(BUILT)
	@ls -lh submit/dist/target/*.tar.gz | awk '{print $$5, $$9}'

# What must not change the bytes: the folder, the umask, the time zone, the language, and what an earlier build left behind.
dist-again: dist ## Pack the same release in a clone elsewhere, and compare the bytes (minutes)
	@git diff --quiet HEAD || { echo "Commit first: a clone has what is committed." >&2; exit 2; }
	@again="$$(mktemp -d)" && trap 'rm -rf "$$again"' EXIT && umask 077 && git clone -q . "$$again/msliqa" && \
	  TZ=Pacific/Chatham LC_ALL=C MAVEN_OPTS="$$MAVEN_OPTS -Duser.language=de -Duser.country=DE" \
	    $(MAKE) --no-print-directory -C "$$again/msliqa" dist MVN="$(MVN)" && \
	  for archive in submit/dist/target/*.tar.gz; do \
	    mkdir "$$again/one" "$$again/other" && tar xzf $$archive -C "$$again/one" && \
	      tar xzf "$$again/msliqa/$$archive" -C "$$again/other" && diff -rq "$$again/one" "$$again/other" && \
	      cmp $$archive "$$again/msliqa/$$archive" && cat $$archive.sha512 || exit 1; \
	    rm -rf "$$again/one" "$$again/other"; \
	  done && echo "The same bytes twice."

dist-test: dist ## Unpack the release in an empty directory with an empty home, and score with it (a minute)
	$(MAVEN) -pl spark-jobs -am test -Dtest=ReleaseRuns -Dsurefire.failIfNoSpecifiedTests=false

docs-test: dist .docs/installed ## Type what the pages say, on small data: PAGE=docs/training.md for one of them (many minutes)
	rm -rf .docs/repository
	umask 022 && $(MAVEN) -q -Prelease deploy -DskipTests -pl '!submit,!benchmarks' \
	  -DaltDeploymentRepository=docs::file://$(CURDIR)/.docs/repository
	$(MAVEN) -pl spark-jobs -am verify -Dtest=DocsRuns$(if $(PAGE),\#thePagesCommandsRun) -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dpyspark=$(CURDIR)/.docs/venv/bin/python -Drepository=$(CURDIR)/.docs/repository $(if $(PAGE),-Dpage=$(PAGE))

# Its Spark is a whole one, with spark-sql and with what speaks to Kubernetes.
.docs/installed: pom.xml
	@python3 -m venv .docs/venv
	@.docs/venv/bin/pip install --quiet pyspark==$(shell sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' pom.xml)
	@touch $@

kill-test: $(BUILT) ## Kill runs again and again, on local files and on S3, and count rows and nights (minutes)
	$(MAVEN) -pl spark-jobs -am test -Dtest=KilledRuns,KilledNights -Dsurefire.failIfNoSpecifiedTests=false

state-test: $(BUILT) ## Make a table of ROWS=1000000 pictures, and measure runs beside it (110 bytes of disk a row; minutes)
	$(MAVEN) -pl spark-jobs -am test -Dtest=StateRuns -Dtest.compilers= -Dsurefire.failIfNoSpecifiedTests=false \
	  -Drows=$(or $(ROWS),1000000)

fault-test: ## Let every call to a table's storage fail, one after the other, in every way (hours)
	$(MVN) --batch-mode -pl spark-jobs -am test -Dtest=FailingScoresSparkTest,FailingNightsSparkTest -Dstride=1 -Dtest.compilers= \
	  -Dsurefire.failIfNoSpecifiedTests=false

locale-test: $(BUILT) ## Score, evaluate and judge in eight languages, two time zones and two umasks: the same everywhere (minutes)
	$(MAVEN) -pl spark-jobs -am test -Dtest=LocaleRuns -Dsurefire.failIfNoSpecifiedTests=false

cluster-test: $(BUILT) ## Score on a real standalone cluster whose parts fail, a real YARN, a Kubernetes in small: LAUNCHER=... (minutes)
	$(MAVEN) -pl spark-jobs -am verify -Dtest=SubmitOptionsRuns,ClusterRuns,YarnRuns,KubernetesRuns -Dtest.forks=1 \
	  -Dsurefire.failIfNoSpecifiedTests=false \
	  $(if $(LAUNCHER),-Dlauncher=$(abspath $(LAUNCHER)))

dist-cluster-test: dist ## The same with a release, unpacked in submit/target/release (minutes)
	@rm -rf submit/target/release && mkdir -p submit/target/release
	@tar xzf $$(ls submit/dist/target/msliqa-*-bin.tar.gz) -C submit/target/release --strip-components=1
	@$(MAKE) --no-print-directory cluster-test LAUNCHER=submit/target/release/bin/msliqa

container-test: dist .docs/installed ## Build the image on Debian's packages and score in it as a stranger (root, podman, bwrap, mmdebstrap)
	@spark-jobs/src/test/sh/container.sh .docs/venv/lib/python3*/site-packages/pyspark submit/dist/target

manifest-test: $(BUILT) ## Hold the manifests against the operators' published schemas: SCHEMAS=DIR with their definitions
	$(MAVEN) -pl spark-jobs -am verify -Dtest=KubernetesTest -Dsurefire.failIfNoSpecifiedTests=false -Dschemas=$(abspath $(SCHEMAS))

far-storage: ## Measure what an S3 storage costs that answers 30 ms late (minutes)
	$(MAVEN) -pl spark-jobs -am test -Dtest=FarStorageRuns -Dsurefire.failIfNoSpecifiedTests=false

nightly-simulation: $(BUILT) ## Thirty nights of real pictures: PRISTINE=DIR AUTHENTIC=DIR (minutes)
	rm -rf spark-jobs/target/nightly-simulation
	$(MAVEN) -pl spark-jobs -am test -Dtest=NightlySimulation -Dsurefire.failIfNoSpecifiedTests=false \
	  -Dpristine=$(abspath $(PRISTINE)) -Dauthentic=$(abspath $(AUTHENTIC))

year-of-nights: $(BUILT) ## A simulated year of nights: which alarms are right, missed and false (minutes)
	$(MVN) --batch-mode -pl spark-jobs -am test -Dtest=YearOfNights -Dsurefire.failIfNoSpecifiedTests=false

evaluation-oracle: $(BUILT) ## scipy and statsmodels beside every figure of ten generated sets (PYTHON=...; minutes)
	rm -rf spark-jobs/target/oracle
	$(or $(PYTHON),python3) spark-jobs/src/test/python/evaluation_oracle.py make spark-jobs/target/oracle
	$(MVN) --batch-mode -pl spark-jobs -am test -Dtest=EvaluationOracle -Dsurefire.failIfNoSpecifiedTests=false
	$(or $(PYTHON),python3) spark-jobs/src/test/python/evaluation_oracle.py check spark-jobs/target/oracle

bench: $(BUILT) .bench/installed ## Measure the job beside the engine alone and beside plain PyTorch (half an hour; fetches PyTorch)
	@.bench/venv/bin/python benchmarks/src/main/python/bench.py .bench/work $(BENCH)

bench-peers: $(BUILT) .bench/peers-installed ## Measure the job beside Daft and Ray Data, as whole processes (an hour; PEERS="--counts 1,100")
	@.bench/peers/bin/python benchmarks/src/main/python/peers.py .bench/work $(PEERS)

bench-gpu: $(BUILT) .bench/installed ## Measure the job on a GPU beside the network alone (ten minutes; GPU="--slots 16")
	@.bench/venv/bin/python benchmarks/src/main/python/gpu.py .bench/work $(GPU)

.bench/peers-installed: benchmarks/src/main/python/peers-requirements.txt
	@python3 -m venv .bench/peers
	@.bench/peers/bin/pip install --quiet --requirement $<
	@touch $@

.bench/installed: benchmarks/src/main/python/requirements.txt
	@python3 -m venv .bench/venv
	@.bench/venv/bin/pip install --quiet --requirement $<
	@touch $@

format: ## Format all Java sources
	$(MAVEN) -q -pl '!bom' spotless:apply

clean: ## Remove what the build and the demo made
	$(MAVEN) -q clean
	rm -rf $(DEMO_OUTPUT)
