package io.github.reelay.conversation;

import io.github.reelay.policy.Access;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;

/** Who may touch a task: its requester, a moderator of the place it is in, an operator. */
record Rights(Access access) {
  boolean mayManage(Speaker speaker, Task task) {
    return task.requester().person().equals(speaker.person())
        || access.isOperator(speaker.person())
        || (Scope.placeOf(speaker.address()).holds(task.address())
            && speaker.moderator().getAsBoolean());
  }
}
