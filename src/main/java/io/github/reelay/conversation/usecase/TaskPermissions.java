package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;

/** Who may touch a task: its requester, a moderator of the place it is in, an operator. */
record TaskPermissions(AccessPolicy access) {
  boolean mayManage(Sender speaker, Task task) {
    return task.requester().person().equals(speaker.person())
        || access.isOperator(speaker.person())
        || (Scope.placeOf(speaker.address()).holds(task.address())
            && speaker.moderator().getAsBoolean());
  }
}
