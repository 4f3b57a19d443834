"""Reads what a night says to other programs as these programs would: python check_formats.py FOLDER [SCHEMAS]

FOLDER holds night.prom, night.xml, night.openlineage.json and night.slack.json. With prometheus_client installed the metrics are
read by it; with jsonschema, and SCHEMAS a folder with OpenLineage's own schemas, the event and its facets are validated.
"""

import importlib.util
import json
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path


def metrics(text):
    if importlib.util.find_spec("prometheus_client") is None:
        return "prometheus_client is not installed"
    from prometheus_client.parser import text_string_to_metric_families

    families = list(text_string_to_metric_families(text))
    assert families and all(family.type == "gauge" for family in families), families
    samples = sum(len(family.samples) for family in families)
    return f"prometheus_client reads {len(families)} metrics, {samples} samples"


def junit(file):
    suite = ElementTree.parse(file).getroot()
    assert suite.tag == "testsuite" and int(suite.get("tests")) == len(suite.findall("testcase"))
    for many, one in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(suite.get(many)) == len(suite.findall(f"testcase/{one}")), one
    return f"ElementTree reads {suite.get('tests')} test cases"


def lineage(event, schemas):
    facets = event["inputs"][0]["inputFacets"]
    assert set(facets) == {"dataQualityAssertions", "dataQualityMetrics"}
    if schemas is None or importlib.util.find_spec("jsonschema") is None:
        return f"{len(facets['dataQualityAssertions']['assertions'])} assertions; jsonschema or the schemas are not there"
    import jsonschema

    def validated(value, name, definition):
        schema = json.loads((schemas / name).read_text().replace("https://openlineage.io/spec/2-0-2/OpenLineage.json", ""))
        core = json.loads((schemas / "OpenLineage.json").read_text())
        schema["$defs"] = {**core["$defs"], **schema["$defs"]}
        del schema["$id"]
        jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/{definition}"}).validate(value)

    validated(event, "OpenLineage.json", "RunEvent")
    validated(facets["dataQualityAssertions"], "DataQualityAssertionsDatasetFacet.json", "DataQualityAssertionsDatasetFacet")
    validated(facets["dataQualityMetrics"], "DataQualityMetricsInputDatasetFacet.json", "DataQualityMetricsInputDatasetFacet")
    return "jsonschema accepts the event and both facets"


def main(folder, schemas=None):
    folder = Path(folder)
    print(metrics((folder / "night.prom").read_text()))
    print(junit(folder / "night.xml"))
    event = json.loads((folder / "night.openlineage.json").read_text())
    print(lineage(event, Path(schemas) if schemas else None))
    slack = json.loads((folder / "night.slack.json").read_text())
    assert 1 <= len(slack["blocks"]) <= 50 and slack["text"]
    print(f"{len(slack['blocks'])} blocks of Slack's")


if __name__ == "__main__":
    main(*sys.argv[1:])
