package io.github.reelay.tracking.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a world. What happens during a call of a chat, for which a task is locked, has a
 * thread of its own, so that locks are what they are; but one thread at a time goes on, so that a
 * seed is replayed exactly.
 */
final class SimThreads {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Simulation simulation;
  private final List<Waiter> waiters = new CopyOnWriteArrayList<>();
  private int nested;

  /** A thread that may have to wait for a lock. */
  private static final class Waiter {
    private final Thread thread;
    private final SimProcess process;
    private final List<Throwable> thrown;
    private final Semaphore turn = new Semaphore(0);
    private SimProcesses.@Nullable Current current;

    /** Met a lock that another thread holds. */
    private volatile boolean hasWaited;

    /** Has the lock, and waits until it may go on. */
    private volatile boolean isBack;

    /** Waits for a thread that it began itself. */
    private volatile boolean isJoining;

    private Waiter(Thread thread, SimProcess process, List<Throwable> thrown) {
      this.thread = thread;
      this.process = process;
      this.thrown = thrown;
    }

    private boolean isAtALock() {
      return thread.getState() == Thread.State.WAITING && !isJoining && !isBack;
    }
  }

  SimThreads(Simulation simulation) {
    this.simulation = simulation;
  }

  int nested() {
    return nested;
  }

  /** Does this as on another thread, and waits for it. */
  void beside(Runnable what) {
    List<Throwable> thrown = new ArrayList<>();
    if (simulation.chat.isCalled()) {
      Thread thread = Thread.ofVirtual().unstarted(() -> attempt(what, thrown));
      await(thread, thread::start, null);
    } else {
      // Nothing is locked by who calls a relay: this thread does as well, and twenty times as fast.
      SimProcesses.Current outer = simulation.processes.swapCurrent(null);
      nested++;
      attempt(what, thrown);
      nested--;
      simulation.processes.swapCurrent(outer);
    }
    report(thrown);
  }

  /**
   * As {@link #beside}, for what may need a lock of somebody who is in the middle of a call: it is
   * left alone then, and goes on when it has got the lock.
   */
  @SuppressWarnings("ThreadPriorityCheck") // The other one needs the processor that this one has.
  void besideLocks(SimProcess process, Runnable what) {
    List<Throwable> thrown = new ArrayList<>();
    Thread thread = Thread.ofVirtual().unstarted(() -> attempt(what, thrown));
    Waiter waiter = new Waiter(thread, process, thrown);
    waiters.add(waiter);
    SimProcesses.Current outer = simulation.processes.swapCurrent(null);
    nested++;
    thread.start();
    while (thread.isAlive() && !waiter.isAtALock()) {
      Thread.yield();
    }
    nested--;
    waiter.current = simulation.processes.swapCurrent(outer);
    waiter.hasWaited = thread.isAlive();
    if (!waiter.hasWaited) {
      waiters.remove(waiter);
      report(thrown);
    }
  }

  private static void attempt(Runnable what, List<Throwable> thrown) {
    try {
      what.run();
    } catch (SimCrash | SimFault gone) {
      // The process is dead; or it has logged what failed, and goes on.
    } catch (RuntimeException | Error e) {
      thrown.add(e);
    }
  }

  /** Lets a thread go on with that, and waits until it has ended. */
  private void await(Thread thread, Runnable go, SimProcesses.@Nullable Current current) {
    Waiter self = self();
    SimProcesses.Current outer = simulation.processes.swapCurrent(current);
    nested++;
    try {
      if (self != null) {
        self.isJoining = true;
      }
      go.run();
      if (!thread.join(PATIENCE)) {
        simulation.violations.add("a run waits for a lock");
        throw new IllegalStateException("a run waits for a lock");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      if (self != null) {
        self.isJoining = false;
      }
      nested--;
      simulation.processes.swapCurrent(outer);
    }
  }

  private @Nullable Waiter self() {
    for (Waiter waiter : waiters) {
      if (waiter.thread.equals(Thread.currentThread())) {
        return waiter;
      }
    }
    return null;
  }

  private void report(List<Throwable> thrown) {
    if (!thrown.isEmpty()) {
      Throwable first = thrown.getFirst();
      simulation.violations.add("thrown: " + first + " at " + first.getStackTrace()[0]);
    }
  }

  /** Who has waited for a lock may not go on before it is let. */
  void awaitTurn() {
    Waiter self = self();
    if (self != null && self.hasWaited) {
      self.isBack = true;
      self.turn.acquireUninterruptibly();
      self.hasWaited = false;
      if (!self.process.alive) {
        throw new SimCrash();
      }
    }
  }

  /** Lets those go on that have got their lock by now. */
  void resume() {
    if (waiters.isEmpty()) {
      return;
    }
    for (Waiter waiter : List.copyOf(waiters)) {
      if (waiter.hasWaited && !waiter.process.paused && isBack(waiter)) {
        waiters.remove(waiter);
        await(waiter.thread, waiter.turn::release, waiter.current);
        report(waiter.thrown);
      }
    }
  }

  /** Who has just been given a lock is on the way. */
  @SuppressWarnings("ThreadPriorityCheck")
  private static boolean isBack(Waiter waiter) {
    while (waiter.thread.isAlive() && !waiter.isBack && !waiter.isAtALock()) {
      Thread.yield();
    }
    return waiter.isBack || !waiter.thread.isAlive();
  }
}
