package io.github.reelay.telegram.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.tracking.port.RateDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * The rate limiter of each chat: groups within 18 calls in any minute, every chat about one a
 * second with a short burst, and nothing at all while Telegram has asked a chat to wait. Edits
 * count like messages. It answers how long to wait; nobody waits here. Thread-safe.
 */
public final class ChatRateLimiter {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** The FAQ's "short bursts"; unpublished, so below what is known to pass (5). */
  private static final double BURST = 4;

  /** The least a chat is slowed down to: a call in eight seconds still delivers a video. */
  private static final double MIN_BURST = 1 / 8.0;

  /** How long a chat's burst stays learned before it is doubled again. */
  private static final Duration RECOVERY = Duration.ofMinutes(30);

  /** The FAQ names about 30 a second over all chats. */
  private static final double GLOBAL_PER_SECOND = 25;

  private final InstantSource clock;

  /**
   * Idle for three hours means full and recovered (five doublings), so forgetting costs nothing.
   */
  private final Cache<String, Window> windows =
      Caffeine.newBuilder().maximumSize(50_000).expireAfterAccess(Duration.ofHours(3)).build();

  private final Bucket global;

  public ChatRateLimiter(InstantSource clock) {
    this.clock = clock;
    this.global = new Bucket(GLOBAL_PER_SECOND, GLOBAL_PER_SECOND, clock.instant());
  }

  /**
   * Takes the right to so many calls now.
   *
   * @return zero if they may be made at once; else nothing was taken, and this is when to ask again
   */
  Duration acquire(String chat, CallPriority priority, int calls) {
    Instant now = clock.instant();
    Window window = window(chat, now);
    synchronized (window) {
      Duration wait = window.waitTime(now, isGroup(chat), priority, calls);
      if (!wait.isZero()) {
        return wait;
      }
      synchronized (global) {
        Duration globalWait = global.waitTime(now, calls);
        if (!globalWait.isZero()) {
          return globalWait;
        }
        global.acquire(now, calls);
      }
      window.acquire(now, calls);
      return Duration.ZERO;
    }
  }

  /**
   * How long the next call has to wait, in the chat and over all chats. Takes nothing.
   *
   * @param chatCalls how many calls are to fit, with those that are about to be made
   * @param allCalls the same over all chats
   */
  public RateDelay delay(String chat, CallPriority priority, int chatCalls, int allCalls) {
    Instant now = clock.instant();
    Window window = window(chat, now);
    Duration ofChat;
    synchronized (window) {
      ofChat = window.waitTime(now, isGroup(chat), priority, chatCalls);
    }
    synchronized (global) {
      return new RateDelay(ofChat, global.waitTime(now, allCalls));
    }
  }

  /** Whether so many calls may follow each other at once, as far as the chat has been learned. */
  boolean fitsInBurst(String chat, int calls) {
    Window window = window(chat, clock.instant());
    synchronized (window) {
      return calls <= window.burst;
    }
  }

  /**
   * Telegram asked to wait: the whole chat does, not only the call that was told. Its burst was too
   * large, so it is halved; that is known again for half an hour, then doubled.
   */
  void block(String chat, Duration wait) {
    Instant now = clock.instant();
    Window window = window(chat, now);
    synchronized (window) {
      window.block(now, now.plus(wait));
    }
  }

  private Window window(String chat, Instant now) {
    return windows.get(chat, _ -> new Window(now));
  }

  /** Groups, supergroups and channels have negative ids. */
  private static boolean isGroup(String chat) {
    return chat.startsWith("-");
  }

  /** The calls of one chat. */
  private static final class Window {
    private final ArrayDeque<Instant> lastMinute = new ArrayDeque<>();
    private final Bucket bucket;
    private Instant blockedUntil = Instant.MIN;
    private double burst = BURST;
    private Instant learnedAt = Instant.MIN;

    Window(Instant now) {
      bucket = new Bucket(BURST, 1, now);
    }

    Duration waitTime(Instant now, boolean group, CallPriority priority, int calls) {
      while (!lastMinute.isEmpty() && !lastMinute.peekFirst().plus(MINUTE).isAfter(now)) {
        lastMinute.removeFirst();
      }
      if (blockedUntil.isAfter(now)) {
        return Duration.between(now, blockedUntil);
      }
      int over = lastMinute.size() + calls - priority.maxPerMinute();
      if (group && over > 0) {
        Instant free = lastMinute.stream().skip(over - 1L).findFirst().orElse(now).plus(MINUTE);
        return Duration.between(now, free);
      }
      if (burst < BURST && !learnedAt.plus(RECOVERY).isAfter(now)) {
        learn(now, burst * 2);
      }
      // Where calls have become few, progress takes none from deliveries and last words.
      boolean spares = burst < BURST && priority == CallPriority.PROGRESS;
      return bucket.waitTime(now, calls, spares ? 1 : 0);
    }

    void acquire(Instant now, int calls) {
      bucket.acquire(now, calls);
      for (int i = 0; i < calls; i++) {
        lastMinute.addLast(now);
      }
    }

    void block(Instant now, Instant until) {
      if (!blockedUntil.isAfter(now)) { // what was under way at the same time teaches nothing more
        learn(now, Math.max(MIN_BURST, burst / 2));
      }
      if (until.isAfter(blockedUntil)) {
        blockedUntil = until;
      }
    }

    /** Below one call, it is the calls a second that are fewer. */
    private void learn(Instant now, double learned) {
      burst = learned;
      learnedAt = now;
      bucket.resize(Math.max(1, burst), Math.min(1, burst));
    }
  }

  /** A token bucket; not thread-safe by itself. */
  private static final class Bucket {
    private double capacity;
    private double refillPerSecond;
    private double tokens;
    private Instant refilledAt;

    Bucket(double capacity, double perSecond, Instant now) {
      this.capacity = capacity;
      this.refillPerSecond = perSecond;
      this.tokens = capacity;
      this.refilledAt = now;
    }

    Duration waitTime(Instant now, int calls) {
      return waitTime(now, calls, 0);
    }

    /**
     * @param spared how many must be left for others; more than the bucket holds means not at all
     */
    Duration waitTime(Instant now, int calls, int spared) {
      double gained =
          Math.max(0, Duration.between(refilledAt, now).toMillis()) / 1000.0 * refillPerSecond;
      tokens = Math.min(capacity, tokens + gained);
      refilledAt = now;
      double missing = Math.min(calls, capacity) + spared - tokens; // more are taken in advance
      return missing <= 0
          ? Duration.ZERO
          : Duration.ofMillis((long) Math.ceil(missing / refillPerSecond * 1000));
    }

    void acquire(Instant now, int calls) {
      tokens -= calls;
      refilledAt = now;
    }

    void resize(double newCapacity, double perSecond) {
      capacity = newCapacity;
      refillPerSecond = perSecond;
      tokens = Math.min(tokens, capacity);
    }
  }
}
