package io.github.reelay.policy;

/** The permissions of {@code /admin}: one table of who may do what, where. */
public final class AdminPermissions {
  private AdminPermissions() {}

  public static boolean isAllowed(AdminRole role, AdminAction action, AdminScope adminScope) {
    return switch (role) {
      case OPERATOR -> true;
      case MEMBER -> false;
      case MODERATOR ->
          switch (action) {
            case LIMITS_SHOW, LIMITS_SET, ALLOW, BAN, UNBAN, PAUSE, RESUME, SPEND, TASKS_SHOW ->
                adminScope == AdminScope.HERE;
            case TASKS_SETTLE, PROVIDERS_SHOW, PROVIDERS_SWITCH, OPERATORS, INSTANCES_SHOW -> false;
          };
    };
  }
}
