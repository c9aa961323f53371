package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the operating page, cell by cell. */
class AdminPermissionsTest {
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
    "TASKS_SHOW,       yyy, ynn, nnn",
    "TASKS_SETTLE,     yyy, nnn, nnn",
    "PROVIDERS_SHOW,   yyy, nnn, nnn",
    "INSTANCES_SHOW,   yyy, nnn, nnn",
    "PROVIDERS_SWITCH, yyy, nnn, nnn",
  })
  void everyCellIsRight(AdminAction action, String operator, String moderator, String member) {
    String[] cells = {operator, moderator, member};
    AdminRole[] roles = AdminRole.values();
    AdminScope[] reaches = AdminScope.values();
    for (int row = 0; row < roles.length; row++) {
      for (int column = 0; column < reaches.length; column++) {
        assertThat(AdminPermissions.isAllowed(roles[row], action, reaches[column]))
            .as("%s %s %s", roles[row], action, reaches[column])
            .isEqualTo(cells[row].charAt(column) == 'y');
      }
    }
  }
}
