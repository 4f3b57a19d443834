package io.msliqa.spark.notify;

import io.msliqa.spark.rows.CheckRow;
import io.msliqa.spark.rows.NightRow;
import io.msliqa.spark.rows.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a night as JUnit's XML, which build servers show: a test case a check. Failed checks are failures, broken ones errors,
 * those that could not be judged are skipped; a warning is a passed test that says so.
 */
final class JunitXml {

    private final NightRow night;

    JunitXml(NightRow night) {
        this.night = night;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            suite(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("Not to be written as XML: " + night.night(), e);
        }
        return out.toByteArray();
    }

    private void suite(XMLStreamWriter xml) throws XMLStreamException {
        List<CheckRow> checks = night.checks();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "msliqa nightly " + night.night());
        xml.writeAttribute("tests", Integer.toString(checks.size()));
        xml.writeAttribute("failures", count(Outcome.FAIL));
        xml.writeAttribute("errors", count(Outcome.BROKEN));
        xml.writeAttribute("skipped", count(Outcome.NOT_JUDGED));
        xml.writeAttribute("timestamp", night.verdict().judgedAt().toString().replaceFirst("(\\.\\d+)?Z$", ""));
        for (CheckRow check : checks) {
            test(xml, check);
        }
        xml.writeEndElement();
    }

    private String count(Outcome outcome) {
        return Long.toString(night.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .count());
    }

    private static void test(XMLStreamWriter xml, CheckRow check) throws XMLStreamException {
        xml.writeStartElement("testcase");
        String where = check.isOfGroup() ? check.dimension() + " " + check.group() : "all pictures";
        xml.writeAttribute("classname", "msliqa." + legal(where));
        xml.writeAttribute("name", legal((check.check().title() + " " + check.statistic()).strip()));
        switch (check.outcome()) {
            case FAIL -> problem(xml, "failure", check);
            case BROKEN -> problem(xml, "error", check);
            case NOT_JUDGED -> {
                xml.writeEmptyElement("skipped");
                xml.writeAttribute("message", legal(check.text()));
            }
            case WARN, NOTED, PASS -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(check.outcome().name().toLowerCase(Locale.ROOT) + ": " + legal(check.text()));
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private static void problem(XMLStreamWriter xml, String kind, CheckRow check) throws XMLStreamException {
        xml.writeEmptyElement(kind);
        xml.writeAttribute("message", legal(check.text()));
        xml.writeAttribute("type", check.severity().name().toLowerCase(Locale.ROOT));
    }

    /** Without what XML 1.0 cannot hold, as names of folders can. */
    private static String legal(String text) {
        return text.codePoints()
                .map(c -> c == 0x9
                                || c == 0xA
                                || c == 0xD
                                || (c >= 0x20 && c <= 0xD7FF)
                                || (c >= 0xE000 && c <= 0xFFFD)
                                || c >= 0x10000
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
