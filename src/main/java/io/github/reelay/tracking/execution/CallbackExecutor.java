package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.TaskEvent;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of providers' calls about a task. A call is a hint and no more: it brings forward
 * the moment at which the provider is asked, and nothing that it says is believed. A task whose
 * POST was not answered gets the name that a call gives it once the provider, asked by our key,
 * knows a task by that name which is no other task's of ours: that is the answer that was missing.
 * Thread-safe.
 */
public final class CallbackExecutor {
  private static final Logger log = LoggerFactory.getLogger(CallbackExecutor.class);

  private final TaskUpdater updater;
  private final TaskStore store;
  private final ProviderGateway provider;
  private final Bulkheads bulkheads;
  private final Consumer<Task> onChange;
  private final Consumer<TaskId> caller;

  /**
   * @param onChange is given each task that was brought home
   * @param caller has a task looked at now, whatever its due moment
   */
  public CallbackExecutor(
      TaskUpdater updater,
      TaskStore store,
      ProviderGateway provider,
      Bulkheads bulkheads,
      Consumer<Task> onChange,
      Consumer<TaskId> caller) {
    this.updater = updater;
    this.store = store;
    this.provider = provider;
    this.bulkheads = bulkheads;
    this.onChange = onChange;
    this.caller = caller;
  }

  /**
   * A provider has called.
   *
   * @param attempts the number of the POST that gave it the address
   * @param remoteId how it calls the task; null if it did not say
   * @return false if nothing could be made of it yet, but perhaps can be later
   */
  public boolean run(TaskId id, int attempts, @Nullable String remoteId) {
    Task task = updater.find(id).orElse(null);
    if (task == null) {
      return true;
    }
    return switch (task.state()) {
      case TaskState.Running running -> {
        if (running.result() == null) {
          caller.accept(id);
        }
        yield true;
      }
      case TaskState.Unconfirmed unconfirmed when unconfirmed.lost() != null -> {
        caller.accept(id);
        yield true;
      }
      case TaskState.Unconfirmed unconfirmed ->
          remoteId == null
              || unconfirmed.attempts() != attempts
              || askByName(task, attempts, remoteId);
      // Its own answer is on its way, and that one is sure.
      case TaskState.Submitting submitting -> remoteId == null || submitting.attempts() != attempts;
      case TaskState.Queued _, TaskState.InDelivery _, TaskState.Ended _ -> true;
    };
  }

  private boolean askByName(Task task, int attempts, String remoteId) {
    PollResult result =
        bulkheads.polls.tryRun(task.id(), () -> provider.poll(task, remoteId)).orElse(null);
    return switch (result) {
      case PollResult.Working _,
          PollResult.Done _,
          PollResult.DoneWithoutFile _,
          PollResult.Failed _ -> {
        bringHome(task, attempts, remoteId);
        yield true;
      }
      case PollResult.Missing _, PollResult.Unclear _, PollResult.AccountBlocked _ -> false;
      case null -> false;
    };
  }

  /** One after the other, so that no two tasks get the same name. */
  private synchronized void bringHome(Task task, int attempts, String remoteId) {
    var line =
        log.atWarn()
            .addKeyValue("task", task.id())
            .addKeyValue("provider", task.offer().provider())
            .addKeyValue("remote", remoteId);
    Optional<Task> other = store.findByRemoteId(task.offer().provider(), remoteId);
    if (other.isPresent()) {
      line.log(
          "The provider has called it by the name of {}, which counts for nothing",
          other.get().id());
      return;
    }
    TaskEvent late = new TaskEvent.Submitted(new SubmitResult.Accepted(remoteId), attempts);
    updater
        .apply(task.id(), late)
        .ifPresent(home -> {
          line.log(
              "The answer that was lost is known by the provider's call; it is followed again");
          onChange.accept(home);
          caller.accept(home.id());
        });
  }
}
