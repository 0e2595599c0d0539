// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.respond;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Turns expressions of the Common Expression Language into conditions. An expression sees the
/// variables of [Sight] and nothing else, each with its type; it is short, has no loops (of the
/// macros only `has`), and so cannot hang.
final class Conditions {
  /// Characters of an expression, at most.
  static final int LONGEST = 2000;

  private static final int DEEPEST = 32;

  private static final Map<String, CelType> VARIABLES = variables();
  private static final Pattern QUOTED =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])*'");
  private static final Pattern DOTTED =
      Pattern.compile("(?<![\\w.])(campaign|account|decisions)\\s*\\.\\s*(\\w+)");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private final CelCompiler compiler;
  private final CelRuntime runtime;

  Conditions() {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.HAS)
            .setResultType(SimpleType.BOOL);
    VARIABLES.forEach(builder::addVar);
    compiler = builder.build();
    runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();
  }

  /// @throws BadCondition when it is too long, does not parse, or has a wrong type
  Condition compile(String expression) throws BadCondition {
    if (expression.length() > LONGEST) {
      throw new BadCondition(
          "has " + expression.length() + " characters; it takes " + LONGEST + " at most");
    }
    String bare = QUOTED.matcher(expression).replaceAll("''");
    Matcher dotted = DOTTED.matcher(bare);
    while (dotted.find()) {
      String name = dotted.group(1) + "." + dotted.group(2);
      if (!VARIABLES.containsKey(name)) {
        throw new BadCondition("knows no " + name + Nearest.hint(name, VARIABLES.keySet()));
      }
    }
    try {
      CelValidationResult checked = compiler.compile(expression);
      if (checked.hasError()) {
        throw new BadCondition(says(checked.getErrors().getFirst()));
      }
      CelAbstractSyntaxTree tree = checked.getAst();
      boolean readsFacts =
          tree.getReferenceMap().values().stream()
              .anyMatch(reference -> reference.name().equals("facts"));
      return new Checked(runtime.createProgram(tree), readsFacts);
    } catch (CelValidationException | CelEvaluationException e) {
      throw new BadCondition("is no condition: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static String says(CelIssue issue) {
    return "is no condition: %s (line %d, column %d of the expression); docs/policy.md lists what it may name"
        .formatted(
            firstLine(issue.getMessage()),
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1);
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private static Map<String, CelType> variables() {
    Map<String, CelType> all = new TreeMap<>();
    for (String text :
        new String[] {
          "campaign.id", "campaign.verdict", "account.tier", "decisions.rung",
        }) {
      all.put(text, SimpleType.STRING);
    }
    for (String number :
        new String[] {
          "campaign.log10_control",
          "campaign.log10_extraction",
          "campaign.threshold",
          "campaign.days",
          "campaign.share_harvest",
          "account.log10_e",
          "account.share_harvest",
          "decisions.days",
        }) {
      all.put(number, SimpleType.DOUBLE);
    }
    for (String whole :
        new String[] {
          "campaign.accounts",
          "campaign.exchanges",
          "campaign.input_tokens",
          "campaign.output_tokens",
          "account.exchanges",
          "account.input_tokens",
          "account.output_tokens",
          "decisions.lifted",
        }) {
      all.put(whole, SimpleType.INT);
    }
    all.put("campaign.families", ListType.create(SimpleType.STRING));
    all.put("facts", MapType.create(SimpleType.STRING, SimpleType.STRING));
    return all;
  }

  private record Checked(CelRuntime.Program program, boolean readsFacts) implements Condition {
    @Override
    public Answer of(Sight sight) {
      try {
        return Boolean.TRUE.equals(program.eval(sight.variables())) ? Answer.YES : Answer.NO;
      } catch (CelEvaluationException e) {
        return new Answer(false, firstLine(String.valueOf(e.getMessage())));
      }
    }
  }
}
