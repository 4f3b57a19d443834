package io.msliqa.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What repositories of artifacts and other people's builds want of ours. */
class ArtifactsTest {

    private static final Path ROOT = Path.of("..");

    /** A version of ours: msliqa-1.2.3, io.msliqa:msliqa-spark:1.2.3, the same in XML, VERSION=1.2.3. */
    private static final Pattern OURS = Pattern.compile(
            "(?:msliqa-(?:[a-z]+[:-])?|<artifactId>msliqa-\\w+</artifactId>\\s*<version>|VERSION=)(\\d+\\.\\d+\\.\\d+)");

    private static final XPath XPATH = XPathFactory.newInstance().newXPath();

    private static Document pom(String path) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(path).toFile());
    }

    private static String text(Document pom, String path) throws Exception {
        return XPATH.evaluate(path, pom);
    }

    private static List<String> texts(Document pom, String path) throws Exception {
        NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
        return Stream.iterate(0, i -> i + 1)
                .limit(nodes.getLength())
                .map(i -> nodes.item(i).getTextContent())
                .toList();
    }

    /** The rules are those of Maven Central; the other modules inherit from the first. */
    @Test
    void thePomsSayWhatMavenCentralAsksFor() throws Exception {
        for (String path : List.of("pom.xml", "bom/pom.xml")) {
            Document pom = pom(path);
            for (String field : List.of(
                    "groupId",
                    "artifactId",
                    "version",
                    "name",
                    "description",
                    "url",
                    "licenses/license/name",
                    "licenses/license/url",
                    "developers/developer/name",
                    "developers/developer/organization",
                    "scm/connection",
                    "scm/developerConnection",
                    "scm/url")) {
                assertThat(text(pom, "/project/" + field))
                        .as("%s %s", path, field)
                        .isNotBlank();
            }
        }
        assertThat(text(pom("bom/pom.xml"), "/project/properties/msliqa.address"))
                .isNotBlank()
                .isEqualTo(text(pom("pom.xml"), "/project/properties/msliqa.address"));
        for (String path : published()) {
            Document pom = pom(path);
            assertThat(text(pom, "/project/name")).as(path).isNotBlank();
            assertThat(text(pom, "/project/description")).as(path).isNotBlank();
        }
    }

    @Test
    void theBillOfMaterialsNamesEachArtifactInOneVersion() throws Exception {
        Document bom = pom("bom/pom.xml");
        TreeSet<String> artifacts = new TreeSet<>();
        for (String path : published()) {
            if (!text(pom(path), "/project/packaging").equals("pom")) {
                artifacts.add(text(pom(path), "/project/artifactId"));
            }
        }

        assertThat(artifacts).hasSize(4);
        assertThat(texts(bom, "/project/dependencyManagement/dependencies/dependency/artifactId"))
                .containsExactlyInAnyOrderElementsOf(artifacts);
        assertThat(text(bom, "/project/version")).isEqualTo(text(pom("pom.xml"), "/project/version"));
    }

    /** A version that is forgotten somewhere would name an artifact that there is not. */
    @Test
    void thePagesNameTheVersionOfThisBuild() throws Exception {
        String version = text(pom("pom.xml"), "/project/version");
        for (String page : List.of(
                "docs/install.md",
                "docs/maven.md",
                "docs/examples/score-one-picture/pom.xml",
                "submit/container/Dockerfile")) {
            Matcher ours = OURS.matcher(Files.readString(ROOT.resolve(page)));
            assertThat(ours.results().map(found -> found.group(1)).distinct())
                    .as(page)
                    .containsExactly(version);
        }
    }

    private static List<String> published() {
        return List.of(
                "core-model/pom.xml",
                "core-model/scoring/pom.xml",
                "core-model/quality/pom.xml",
                "core-model/torch/pom.xml",
                "spark-jobs/pom.xml");
    }
}
