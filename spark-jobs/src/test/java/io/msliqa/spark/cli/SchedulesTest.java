package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The schedules that we hand out are accepted by those that read them, and call a command that there is. */
class SchedulesTest {

    private static final Path SCHEDULES = Path.of("..", "submit", "schedules");

    @TempDir
    Path folder;

    private static String text(String name) throws IOException {
        return Files.readString(SCHEDULES.resolve(name));
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(said).as("%s", command).doesNotContain("Unknown key", "ignoring", "Error");
        return code;
    }

    private static boolean isThere(String program) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Test
    void systemdAcceptsTheUnits() throws IOException, InterruptedException {
        assumeTrue(isThere("systemd-analyze"), "systemd-analyze is not there to verify the units");
        // The program is not installed where the unit looks for it; systemd insists that it is.
        Files.writeString(
                folder.resolve("msliqa-nightly.service"),
                text("msliqa-nightly.service").replace("/opt/msliqa/bin/msliqa", "/bin/true"));
        Files.writeString(folder.resolve("msliqa-nightly.timer"), text("msliqa-nightly.timer"));

        assertThat(run(List.of(
                        "systemd-analyze",
                        "verify",
                        folder.resolve("msliqa-nightly.service").toString(),
                        folder.resolve("msliqa-nightly.timer").toString())))
                .isZero();
        assertThat(text("msliqa-nightly.timer")).contains("Persistent=true");
    }

    /** By Airflow where it is installed, else by Python alone. */
    @Test
    void pythonReadsTheDag() throws IOException, InterruptedException {
        assumeTrue(isThere("python3"), "python3 is not there to compile the DAG");
        Path dag = folder.resolve("msliqa_nightly_dag.py");
        Files.writeString(dag, text("msliqa_nightly_dag.py"));
        String program = """
                import ast, importlib.util, sys
                ast.parse(open(sys.argv[1]).read())
                if importlib.util.find_spec('airflow'):
                    import runpy
                    dag = runpy.run_path(sys.argv[1])['dag']
                    assert dag.dag_id == 'msliqa_nightly' and dag.max_active_runs == 1, dag
                    assert [task.task_id for task in dag.tasks] == ['nightly'], dag.tasks
                """;
        assertThat(run(List.of("python3", "-c", program, dag.toString()))).isZero();
    }

    /** The first time after noon at which a line is due. */
    private static ZonedDateTime next(String line) {
        Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(line);
        ZonedDateTime noon = ZonedDateTime.of(2026, 3, 1, 12, 0, 0, 0, ZoneOffset.UTC);
        return ExecutionTime.forCron(cron.validate()).nextExecution(noon).orElseThrow();
    }

    @Test
    void cronAndTheOthersStartTheJobOnceANight() throws IOException {
        ZonedDateTime expected = ZonedDateTime.of(2026, 3, 2, 2, 30, 0, 0, ZoneOffset.UTC);
        String cron = text("msliqa-nightly.cron")
                .lines()
                .filter(line -> line.contains("msliqa nightly"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> kubernetes =
                new Yaml().load(Files.readString(Path.of("../submit/kubernetes/kubeflow-operator.yaml")));
        Matcher airflow = Pattern.compile("schedule=\"([^\"]+)\"").matcher(text("msliqa_nightly_dag.py"));

        assertThat(next(String.join(" ", List.of(cron.split(" ")).subList(0, 5))))
                .isEqualTo(expected);
        assertThat(next((String) ((Map<?, ?>) kubernetes.get("spec")).get("schedule")))
                .isEqualTo(expected);
        assertThat(airflow.find()).isTrue();
        assertThat(next(airflow.group(1))).isEqualTo(expected);
    }

    @Test
    void theCronLineHasAUserAndRunsOneAtATime() throws IOException {
        List<String> lines = text("msliqa-nightly.cron")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("MAILTO") && !line.startsWith("LANG"))
                .toList();

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).matches("\\S+ \\S+ \\S+ \\S+ \\S+ [a-z]+ flock -n -E 75 \\S+ /.*");
        assertThat(text("msliqa-nightly.cron")).contains("\nLANG=C.UTF-8\n");
        assertThat(text("msliqa-nightly.service")).contains("\nEnvironment=LANG=C.UTF-8\n");
        // In a crontab a percent sign ends the command.
        assertThat(lines.get(0)).doesNotContain("%");
    }

    @Test
    void allCallTheCommandWithOptionsThatItHas() throws IOException {
        CommandLine nightly = new CommandLine(new NightlyCommand());
        Pattern option = Pattern.compile("(?<=[\\s\"])--[a-z-]+");
        for (String name : List.of("msliqa-nightly.service", "msliqa-nightly.cron", "msliqa_nightly_dag.py")) {
            Matcher found = option.matcher(text(name).replaceAll("(?m)^\\s*#.*$", ""));
            int options = 0;
            while (found.find()) {
                assertThat(nightly.getCommandSpec().optionsMap()).as(name).containsKey(found.group());
                options++;
            }
            assertThat(options).as(name).isPositive();
        }
    }
}
