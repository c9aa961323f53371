package io.github.reelay.policy;

/** The one table of who may do what, where. */
public final class AdminPermissions {
  private AdminPermissions() {}

  public static boolean may(AdminRole role, AdminAction act, AdminReach reach) {
    return switch (role) {
      case OPERATOR -> true;
      case MEMBER -> false;
      case MODERATOR ->
          switch (act) {
            case LIMITS_SHOW, LIMITS_SET, ALLOW, BAN, UNBAN, PAUSE, RESUME, SPEND, TASKS_SEE ->
                reach == AdminReach.HERE;
            case TASKS_RULE, PROVIDERS_SEE, PROVIDERS_SWITCH -> false;
          };
    };
  }
}
