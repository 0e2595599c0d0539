// SPDX-License-Identifier: Apache-2.0
package io.stillwatch.cli.mark;

import io.stillwatch.cli.kit.Console;
import io.stillwatch.cli.kit.Exit;
import io.stillwatch.marks.Profile;
import io.stillwatch.marks.profiles.Profiles;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `stillwatch mark profiles`: what can be detected, and what each profile cannot know.
@Command(
    name = "profiles",
    header = "Lists the watermarks that can be detected, and what each cannot know.",
    footer = {"", "Example:", "  stillwatch mark profiles"})
final class MarkProfilesCommand implements Callable<Integer> {
  private final Console console;

  MarkProfilesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    for (Profile profile : Profiles.all()) {
      Profile.Card card = profile.card();
      console
          .out()
          .println(
              """
              %s (%s)
                of       %s
                key      %s; %d word%s
                window   %d tokens
                reads    %s
                cannot   %s
              """
                  .formatted(
                      profile.name(),
                      card.standing().name().toLowerCase(Locale.ROOT),
                      card.engine(),
                      card.keyScope(),
                      profile.keyWords(),
                      profile.keyWords() == 1 ? "" : "s",
                      profile.reach().window(),
                      card.tokenizer(),
                      card.cannotKnow()));
    }
    return Exit.FINISHED.code();
  }
}
