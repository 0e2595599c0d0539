# SPDX-License-Identifier: Apache-2.0
"""Runs Osprey's rules engine over the first events of a file; bench/peers.sh calls it.

Usage: PYTHON bench/peers/osprey_engine.py --check
       PYTHON bench/peers/osprey_engine.py RULES_FOLDER EVENTS.jsonl LIMIT

PYTHON is one that can import an installed Osprey. Compiling the rules and the first 300 events are
not counted; reading
a line and its JSON is. Prints `events cpu-seconds wall-seconds peak-kilobytes events-with-an-effect`.
"""

import itertools
import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from osprey.engine.ast.sources import Sources
from osprey.engine.ast_validator import validate_sources
from osprey.engine.ast_validator.validator_registry import ValidatorRegistry
from osprey.engine.ast_validator.validators.imports_must_not_have_cycles import ImportsMustNotHaveCycles
from osprey.engine.ast_validator.validators.unique_stored_names import UniqueStoredNames
from osprey.engine.ast_validator.validators.validate_call_kwargs import ValidateCallKwargs
from osprey.engine.ast_validator.validators.validate_dynamic_calls_have_annotated_rvalue import (
    ValidateDynamicCallsHaveAnnotatedRValue,
)
from osprey.engine.ast_validator.validators.validate_static_types import ValidateStaticTypes
from osprey.engine.ast_validator.validators.variables_must_be_defined import VariablesMustBeDefined
from osprey.engine.executor.execution_context import Action
from osprey.engine.executor.execution_graph import compile_execution_graph
from osprey.engine.executor.executor import execute
from osprey.engine.executor.udf_execution_helpers import UDFHelpers
from osprey.engine.stdlib import get_config_registry
from osprey.engine.stdlib.udfs.entity import EntityJson
from osprey.engine.stdlib.udfs.json_data import JsonData
from osprey.engine.stdlib.udfs.labels import LabelAdd
from osprey.engine.stdlib.udfs.regex_match import RegexMatch
from osprey.engine.stdlib.udfs.rules import Rule, WhenRules
from osprey.engine.stdlib.udfs.string import StringLength
from osprey.engine.stdlib.udfs.verdicts import DeclareVerdict
from osprey.engine.udf.registry import UDFRegistry

WARM_UP = 300


def compiled(rules):
    functions = UDFRegistry.with_udfs(
        EntityJson, JsonData, LabelAdd, RegexMatch, Rule, WhenRules, StringLength, DeclareVerdict
    )
    validators = ValidatorRegistry.from_validator_classes(
        {
            ImportsMustNotHaveCycles,
            UniqueStoredNames,
            ValidateCallKwargs,
            ValidateDynamicCallsHaveAnnotatedRValue,
            ValidateStaticTypes,
            VariablesMustBeDefined,
            get_config_registry().get_validator(),
        }
    )
    sources = Sources.from_path(Path(rules))
    return compile_execution_graph(validate_sources(sources, functions, validators))


def action(number, line):
    event = json.loads(line)
    at = datetime.fromisoformat(event["ts"].replace("Z", "+00:00"))
    return Action(action_id=number, action_name="exchange", data=event, secret_data={}, timestamp=at)


def main(rules, events, limit):
    graph = compiled(rules)
    helpers = UDFHelpers()
    counted = touched = 0
    with open(events, encoding="utf-8") as lines:
        for number, line in enumerate(itertools.islice(lines, WARM_UP + limit)):
            if number == WARM_UP:
                cpu, wall = time.process_time(), time.perf_counter()
            result = execute(graph, helpers, action(number, line), None)
            if result.error_infos:
                sys.exit(f"{events}, line {number + 1}: {result.error_infos[0].error!r}")
            if number >= WARM_UP:
                counted += 1
                touched += bool(result.effects)
    if not counted:
        sys.exit(f"{events} has no more than {WARM_UP} lines; all of them are the warm-up")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(counted, round(cpu, 3), round(wall, 3), peak, touched)


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
