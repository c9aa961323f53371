package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Failure;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the relays of a world see of limits: POSTs a minute, places held at once, by whom, and who
 * came before whom; and what became of their answers.
 */
final class SimLimits {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TO_STORE_AN_ANSWER = Duration.ofMinutes(2);

  private final Simulation simulation;
  private final List<SimPlace> places = new ArrayList<>();
  private final Set<String> unused = new HashSet<>();
  private final Map<TaskId, Instant> askedAt = new HashMap<>();
  private final Map<Wait, Instant> notBefore = new HashMap<>();
  private Instant ratesFrom = Instant.MIN;

  SimLimits(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A relay has asked to wait that long with a task. */
  private record Wait(TaskId task, String provider) {}

  /** It is asked about, or its file is about to be fetched. */
  void asked(TaskId task) {
    askedAt.put(task, simulation.time.now());
  }

  boolean wasAskedSince(TaskId task, Instant moment) {
    Instant at = askedAt.get(task);
    return at != null && !at.isBefore(moment);
  }

  /** A POST arrives. */
  SimPlace take(Task task) {
    SimPlace place = new SimPlace(task, simulation.processes.current(), simulation.time.now());
    if (!simulation.overlaps) {
      checkLimits(task);
      checkFairness(task);
    }
    Instant moment = notBefore.get(new Wait(task.id(), task.offer().provider()));
    if (moment != null && simulation.time.now().isBefore(moment)) {
      simulation.violated("posted before the relay's Retry-After was over", task.id());
    }
    places.add(place);
    return place;
  }

  /** POSTs to a relay in the last minute. */
  long lately(String provider) {
    Instant since = simulation.time.now().minus(MINUTE);
    return places.stream()
        .filter(p -> p.task.offer().provider().equals(provider) && p.posted.isAfter(since))
        .count();
  }

  private void checkLimits(Task task) {
    String provider = task.offer().provider();
    Instant now = simulation.time.now();
    List<SimPlace> held =
        places.stream().filter(p -> p.isHeld(now) && !p.task.id().equals(task.id())).toList();
    long there = held.stream().filter(p -> p.task.offer().provider().equals(provider)).count();
    long theirs =
        held.stream()
            .filter(p -> p.task.requester().person().equals(task.requester().person()))
            .count();
    long lately =
        places.stream()
            .filter(p -> p.process == simulation.processes.current())
            .filter(p -> p.task.offer().provider().equals(provider))
            .filter(p -> p.posted.isAfter(now.minus(MINUTE)) && p.posted.isAfter(ratesFrom))
            .count();
    if (there >= simulation.limits.perProvider().applyAsInt(provider)) {
      simulation.violated("more than the provider's places are held", task.id());
    }
    if (theirs
        >= simulation
            .limits
            .perPerson()
            .applyAsInt(task.requester().person(), task.address().chat())) {
      simulation.violated("more than a person's places are held", task.id());
    }
    if (lately >= simulation.limits.submitsPerMinute().applyAsInt(provider)) {
      simulation.violated("more POSTs a minute than allowed", task.id());
    }
  }

  /** Whose first task waits goes before somebody's second. */
  private void checkFairness(Task task) {
    List<QueueEntry> line = simulation.store.line();
    String provider = task.offer().provider();
    long busy = line.stream().filter(e -> e.active() && e.provider().equals(provider)).count();
    boolean isSecond =
        line.stream()
            .anyMatch(e ->
                e.active()
                    && !e.task().equals(task.id())
                    && e.person().equals(task.requester().person()));
    if (!isSecond || busy < simulation.limits.perProvider().applyAsInt(provider)) {
      return;
    }
    Set<PersonRef> known = new HashSet<>();
    line.stream().filter(QueueEntry::active).map(QueueEntry::person).forEach(known::add);
    // In the order of their ids, which is that of acceptance unless the clock was set back.
    List<QueueEntry> inOrder =
        line.stream().sorted(Comparator.comparing(e -> e.task().value())).toList();
    for (QueueEntry other : inOrder) {
      boolean isFirst = !other.active() && known.add(other.person());
      Instant seen = simulation.chat.firstShownAt.get(other.task());
      if (isFirst
          && other.hasStatusMessage()
          && other.provider().equals(provider)
          && !other.person().equals(task.requester().person())
          && !simulation.provider.wasPosted(other.task())
          && !simulation.provider.hadNoOffer(other.task())
          && seen != null
          && seen.plusSeconds(simulation.scenario.onceIn(SimScenario.CROWD, 2, 70))
              .isBefore(simulation.time.now())) {
        simulation.violated("went before the first task of another", task.id());
      }
    }
  }

  void endPost(SimPlace place) {
    place.posting = false;
  }

  /** What was answered must not be lost by a program that lives on. */
  void answered(SimPlace place, SubmitResult result) {
    asked(place.task.id());
    place.answered =
        !(result instanceof SubmitResult.Unknown || result instanceof SubmitResult.Indeterminate);
    if (result instanceof SubmitResult.NotAccepted(Failure failure, boolean elsewhere)
        && !elsewhere
        && failure.retryAfter() != null) {
      notBefore.put(
          new Wait(place.task.id(), place.task.offer().provider()),
          simulation.time.now().plus(failure.retryAfter()));
    }
    if (result instanceof SubmitResult.Accepted(String remoteId)) {
      mustBeKept(place.task.id(), place.process, remoteId);
    }
  }

  /** What was to be waited for is no longer known; what was set forward gives up what runs. */
  void clockSet(boolean back) {
    notBefore.clear();
    if (!back) {
      places.forEach(place -> place.ends(simulation.time.now(), false));
      ratesFrom = simulation.time.now();
    }
  }

  /** A repeat was answered, to whichever process made it. */
  void repeatAnswered(SimPlace place, String remoteId) {
    asked(place.task.id());
    place.answered = true;
    mustBeKept(place.task.id(), simulation.processes.current(), remoteId);
  }

  private void mustBeKept(TaskId id, SimProcess process, String remoteId) {
    simulation.time.plan(
        TO_STORE_AN_ANSWER,
        () -> {
          if (process.paused || simulation.store.wasFullLately()) {
            mustBeKept(id, process, remoteId); // it cannot store anything now
            return;
          }
          Task task = simulation.store.row(id).orElseThrow();
          if (process.alive && !remoteId.equals(task.remoteId()) && !unused.contains(remoteId)) {
            simulation.violated("the relay's answer is lost", task.id());
          }
          if (process.alive && task.state() instanceof TaskState.Submitting) {
            simulation.violated("waits for an answer that came", task.id());
          }
        });
  }

  TrackerListener listener() {
    return new TrackerListener() {
      @Override
      public void acceptedUnused(TaskId task, String remoteId) {
        if (simulation.people.ruled.contains(task)) {
          unused.add(remoteId);
        }
      }
    };
  }

  /** A person is not told that the answer was lost while it may still come, or has come. */
  void mustNotBePosting(TaskId task) {
    SimPlace last = null;
    for (SimPlace place : places) {
      last = place.task.id().equals(task) ? place : last;
    }
    if (last == null || !last.process.isUp() || simulation.overlaps) {
      return;
    }
    if (last.posting) {
      simulation.violated("is called lost while its POST is under way", task);
    } else if (last.answered && simulation.store.row(task).orElseThrow().remoteId() == null) {
      simulation.violated("is called lost though its answer came", task);
    }
  }

  /** Tasks whose POST this process has under way. */
  List<TaskId> posting(SimProcess process) {
    return places.stream()
        .filter(p -> p.posting && p.process == process)
        .map(p -> p.task.id())
        .toList();
  }
}
