package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Task;

/** The permissions on a task: its requester, a moderator of the place it is in, an operator. */
record TaskPermissions(AccessPolicy access) {
  boolean canManage(Sender sender, Task task) {
    return task.requester().person().equals(sender.person())
        || access.isOperator(sender.person())
        || (Scope.moderatedPlace(sender.destination()).contains(task.address())
            && sender.isModerator().getAsBoolean());
  }
}
