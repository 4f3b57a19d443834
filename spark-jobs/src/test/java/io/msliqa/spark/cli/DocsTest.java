package io.msliqa.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the pages say is so: links lead somewhere, commands are such as the program takes. It leaves the site behind. */
class DocsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path SITE = Path.of("target/site");

    /** The command in a line of code, behind settings of variables. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:[A-Z_]+=\\S+ )*(?:\\S*(?:submit|bin)/)?msliqa (?<arguments>.*)");

    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static DocsSite site;

    @BeforeAll
    static void read() throws IOException {
        site = DocsSite.read(ROOT);
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> dead = new ArrayList<>();
        int links = 0;
        for (Map.Entry<String, Node> page : site.pages().entrySet()) {
            for (String link : DocsSite.links(page.getValue())) {
                links++;
                String[] parts = link.split("#", 2);
                Path from = Path.of(page.getKey());
                String target = parts[0].isEmpty()
                        ? page.getKey()
                        : from.resolveSibling(parts[0]).normalize().toString();
                Node other = site.pages().get(target);
                boolean there = other != null || Files.exists(ROOT.resolve(target));
                if (!there
                        || (parts.length == 2
                                && (other == null || !DocsSite.anchors(other).contains(parts[1])))) {
                    dead.add(page.getKey() + ": " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(links).isGreaterThan(80);
    }

    @Test
    void everyPageIsFoundFromTheFirst() {
        List<String> found = new ArrayList<>(List.of("README.md"));
        for (int i = 0; i < found.size(); i++) {
            Path from = Path.of(found.get(i));
            for (String link : DocsSite.links(site.pages().get(found.get(i)))) {
                String path = from.resolveSibling(link.replaceFirst("#.*", ""))
                        .normalize()
                        .toString();
                String target = site.pages().containsKey(path) ? path : path + "/README.md";
                if (site.pages().containsKey(target) && !found.contains(target)) {
                    found.add(target);
                }
            }
        }
        assertThat(site.pages().keySet().stream().filter(page -> !page.endsWith(DocsSite.REFERENCE)))
                .allMatch(found::contains);
    }

    /** An ellipsis stands for what another line of the page shows. */
    @Test
    void everyCommandIsOneThatTheProgramTakes() throws Exception {
        Set<String> ofSpark = sparksOptions();
        List<String> wrong = new ArrayList<>();
        int commands = 0;
        for (Map.Entry<String, Node> page : site.pages().entrySet()) {
            if (page.getKey().endsWith(DocsSite.REFERENCE)) {
                continue;
            }
            for (String command : commands(page.getValue())) {
                commands++;
                List<String> words = words(command, ofSpark);
                try {
                    Msliqa.line()
                            .parseArgs(words.stream()
                                    .filter(word -> !word.equals("..."))
                                    .toArray(String[]::new));
                } catch (CommandLine.MissingParameterException e) {
                    if (!words.contains("...")) {
                        wrong.add(page.getKey() + ": " + command + ": " + e.getMessage());
                    }
                } catch (CommandLine.ParameterException e) {
                    wrong.add(page.getKey() + ": " + command + ": " + e.getMessage());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(commands).isGreaterThan(30);
    }

    @Test
    void makesTargetsAreThere() throws IOException {
        String makefile = Files.readString(ROOT.resolve("Makefile"));
        for (Map.Entry<String, Node> page : site.pages().entrySet()) {
            for (String block : DocsSite.code(page.getValue())) {
                Matcher make = Pattern.compile("(?m)^make ([a-z-]+)").matcher(block);
                while (make.find()) {
                    assertThat(makefile).as(page.getKey()).containsPattern("(?m)^" + make.group(1) + ":");
                }
            }
        }
    }

    @Test
    void theSiteHasAllPagesAndNoLinkToSources() throws IOException {
        site.write(SITE);

        assertThat(SITE.resolve("index.html")).content().contains("MSLIQA on Spark", "docs/quick-start.html");
        assertThat(SITE.resolve("docs/reference.html"))
                .content()
                .contains("--retry-failed", "score_fidelity", "QUALITY_FAILED", "wave-images")
                .doesNotContain("${");
        for (String page : site.pages().keySet()) {
            String html = Files.readString(SITE.resolve(page.replaceFirst("\\.md$", ".html")));
            assertThat(html).as(page).contains("<title>").doesNotContainPattern("href=\"[^\":]*\\.md[\"#]");
        }
    }

    /** The arguments of all commands of a page. */
    private static List<String> commands(Node page) {
        return typed(page)
                .map(line -> COMMAND.matcher(line.replaceFirst("\\s+#.*$", "")))
                .filter(Matcher::matches)
                .map(command -> command.group("arguments"))
                .toList();
    }

    private static Stream<String> typed(Node page) {
        return DocsCommands.blocks(page).stream().flatMap(block -> block.commands().stream());
    }

    /** {@link DocsRuns} runs what is not excepted and then looks for what was promised. */
    @Test
    void everyCommandIsRunOrExcepted() {
        List<String> neither = new ArrayList<>();
        Set<Object> used = new HashSet<>();
        for (Map.Entry<String, Node> page : site.pages().entrySet()) {
            if (page.getKey().endsWith(DocsSite.REFERENCE)) {
                continue;
            }
            typed(page.getValue()).forEach(command -> {
                List<DocsCommands.Promise> promises = DocsCommands.promises(command);
                DocsCommands.excepted(command).ifPresentOrElse(used::add, () -> {
                    used.addAll(promises);
                    if (promises.isEmpty()) {
                        neither.add(page.getKey() + ": " + command);
                    }
                });
            });
        }
        assertThat(neither).isEmpty();
        assertThat(used).containsAll(DocsCommands.EXCEPTED).containsAll(DocsCommands.PROMISES);
    }

    /** The words of a line as a shell splits it, without Spark's options. */
    private static List<String> words(String line, Set<String> ofSpark) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        boolean value = false;
        while (word.find()) {
            String text = word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3);
            if (!value && !ofSpark.contains(text.replaceFirst("=.*", ""))) {
                words.add(text);
            }
            value = ofSpark.contains(text);
        }
        return words;
    }

    private static Set<String> sparksOptions() throws ReflectiveOperationException {
        Class<?> parser = Class.forName("org.apache.spark.launcher.SparkSubmitOptionParser");
        Constructor<?> constructor = parser.getDeclaredConstructor();
        constructor.setAccessible(true);
        Field options = parser.getDeclaredField("opts");
        options.setAccessible(true);
        return Arrays.stream((String[][]) options.get(constructor.newInstance()))
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
    }
}
