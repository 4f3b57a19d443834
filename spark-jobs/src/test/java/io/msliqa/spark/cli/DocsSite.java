package io.msliqa.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.msliqa.spark.rows.ScoreColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.types.StructField;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The pages of the repository as a static site, and a reference made of the code: options, settings, columns, exit codes. */
final class DocsSite {

    static final String REFERENCE = "reference.md";

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    private static final String STYLE = "body{max-width:52rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 sans-serif}"
            + "pre{background:#f4f4f4;padding:.8rem;overflow-x:auto}code{background:#f4f4f4}"
            + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .6rem;vertical-align:top}"
            + "img{max-width:100%}nav{font-size:.9rem;margin-bottom:2rem}";

    private final Path root;
    private final Map<String, Node> pages = new TreeMap<>();

    private DocsSite(Path root) {
        this.root = root;
    }

    /** Reads all pages below a repository's top. */
    static DocsSite read(Path root) throws IOException {
        DocsSite site = new DocsSite(root);
        List<Path> files = new ArrayList<>(
                List.of(root.resolve("README.md"), root.resolve("CONTRIBUTING.md"), root.resolve("CHANGELOG.md")));
        try (Stream<Path> below = Files.walk(root.resolve("docs"))) {
            below.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
        }
        for (Path file : files) {
            site.pages.put(root.relativize(file).toString(), PARSER.parse(Files.readString(file)));
        }
        site.pages.put("docs/" + REFERENCE, PARSER.parse(site.reference()));
        return site;
    }

    /** The pages by their paths. */
    Map<String, Node> pages() {
        return pages;
    }

    /** Links of a page to other pages, files and headings of the repository. */
    static List<String> links(Node page) {
        List<String> links = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                if (!link.getDestination().matches("(?s)[a-z]+:.*")) {
                    links.add(link.getDestination());
                }
                visitChildren(link);
            }

            @Override
            public void visit(org.commonmark.node.Image image) {
                links.add(image.getDestination());
                visitChildren(image);
            }
        });
        return links;
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    static List<String> anchors(Node page) {
        List<String> anchors = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                StringBuilder text = new StringBuilder();
                heading.accept(new AbstractVisitor() {
                    @Override
                    public void visit(Text part) {
                        text.append(part.getLiteral());
                    }

                    @Override
                    public void visit(org.commonmark.node.Code part) {
                        text.append(part.getLiteral());
                    }
                });
                anchors.add(text.toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        });
        return anchors;
    }

    /** Code that stands indented or fenced in a page. */
    static List<String> code(Node page) {
        List<String> blocks = new ArrayList<>();
        page.accept(new AbstractVisitor() {
            @Override
            public void visit(org.commonmark.node.IndentedCodeBlock block) {
                blocks.add(block.getLiteral());
            }

            @Override
            public void visit(org.commonmark.node.FencedCodeBlock block) {
                blocks.add(block.getLiteral());
            }
        });
        return blocks;
    }

    /** Writes the site; links between pages lead to pages. */
    void write(Path target) throws IOException {
        FileUtils.deleteDirectory(target.toFile());
        for (Map.Entry<String, Node> page : pages.entrySet()) {
            Path file = target.resolve(html(page.getKey()));
            Files.createDirectories(file.getParent());
            String up = "../".repeat(page.getKey().split("/", -1).length - 1);
            String body = RENDERER.render(page.getValue())
                    .replaceAll("(href=\"(?![a-z]+:)[^\"]*)\\.md(#[^\"]*)?\"", "$1.html$2\"");
            Files.writeString(
                    file,
                    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                            + " content=\"width=device-width\"><title>" + title(page) + "</title><style>" + STYLE
                            + "</style></head><body><nav><a href=\"" + up
                            + "README.html\">MSLIQA on Spark</a> · <a href=\""
                            + up + "docs/quick-start.html\">Quick start</a> · <a href=\"" + up
                            + "docs/install.html\">Install</a> · <a href=\"" + up
                            + "docs/reference.html\">Reference</a></nav>\n" + body + "</body></html>\n",
                    UTF_8);
        }
        Files.copy(target.resolve("README.html"), target.resolve("index.html"));
        for (String folder : List.of("docs/images", "docs/samples")) {
            FileUtils.copyDirectory(
                    root.resolve(folder).toFile(), target.resolve(folder).toFile());
        }
    }

    private static String html(String page) {
        return page.replaceFirst("\\.md$", ".html");
    }

    private static String title(Map.Entry<String, Node> page) {
        Node first = page.getValue().getFirstChild();
        return first instanceof Heading && first.getFirstChild() instanceof Text text
                ? text.getLiteral()
                : page.getKey();
    }

    /** Options, settings, columns and exit codes, out of the code. */
    private String reference() throws IOException {
        StringBuilder page =
                new StringBuilder("# Reference\n\nThe build makes this page out of the code.\n\n## Exit codes\n\n");
        page.append("| code | name |\n|---|---|\n");
        Arrays.stream(ExitCode.values()).forEach(code -> page.append("| ")
                .append(code.number())
                .append(" | ")
                .append(code)
                .append(" |\n"));
        page.append('\n').append(ExitCodesText.TEXT).append("\n\n## Verbs and options\n");
        for (CommandLine verb : Msliqa.line().getSubcommands().values()) {
            if (!verb.getCommandSpec().usageMessage().hidden()) {
                verb(page, verb);
            }
        }
        page.append("\n## Columns of the score table\n\n| column | type | may be null |\n|---|---|---|\n");
        for (StructField field : ScoreColumns.SCHEMA.fields()) {
            page.append("| `")
                    .append(field.name())
                    .append("` | ")
                    .append(field.dataType().catalogString());
            page.append(" | ").append(field.nullable() ? "yes" : "no").append(" |\n");
        }
        page.append("\n## Settings\n\n```\n");
        page.append(Files.readString(root.resolve("spark-jobs/src/main/resources/reference.conf")))
                .append("```\n");
        return page.toString();
    }

    private static void verb(StringBuilder page, CommandLine verb) {
        page.append("\n### msliqa ").append(verb.getCommandName()).append("\n\n");
        page.append(String.join(" ", verb.getCommandSpec().usageMessage().description()))
                .append("\n\n");
        page.append("| option | what |\n|---|---|\n");
        for (OptionSpec option : verb.getCommandSpec().options()) {
            String names =
                    Stream.of(option.names()).map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            String text = String.join(" ", option.description())
                    .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValueString(true)));
            page.append("| ").append(names).append(value.replace("|", "\\|")).append(" | ");
            page.append(text.replace("|", "\\|").replace("<", "&lt;")).append(" |\n");
        }
    }
}
