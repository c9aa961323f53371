package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the operating page, cell by cell. */
class AdminRightsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // act, then for operator, moderator, member: here, elsewhere, everywhere
    "LIMITS_SHOW,      yyy, ynn, nnn",
    "LIMITS_SET,       yyy, ynn, nnn",
    "ALLOW,            yyy, ynn, nnn",
    "BAN,              yyy, ynn, nnn",
    "UNBAN,            yyy, ynn, nnn",
    "PAUSE,            yyy, ynn, nnn",
    "RESUME,           yyy, ynn, nnn",
    "SPEND,            yyy, ynn, nnn",
    "TASKS_SEE,        yyy, ynn, nnn",
    "TASKS_RULE,       yyy, nnn, nnn",
    "PROVIDERS_SEE,    yyy, nnn, nnn",
    "PROVIDERS_SWITCH, yyy, nnn, nnn",
  })
  void everyCellIsRight(AdminAct act, String operator, String moderator, String member) {
    String[] cells = {operator, moderator, member};
    for (AdminRole role : AdminRole.values()) {
      for (AdminReach reach : AdminReach.values()) {
        assertThat(AdminRights.may(role, act, reach))
            .as("%s %s %s", role, act, reach)
            .isEqualTo(cells[role.ordinal()].charAt(reach.ordinal()) == 'y');
      }
    }
  }
}
