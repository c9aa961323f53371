package io.github.reelay.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules set at run time, cached because they are read often and changed seldom. Thread-safe.
 *
 * <p>Kept in memory for a few seconds, because another process on the same database may change it
 * too. Money never depends on it alone: the totals are read in the accepting transaction.
 */
public final class Rules {
  /** How long another process's change may stay unseen. */
  private static final Duration CACHE_TTL = Duration.ofSeconds(3);

  private final RuleStore store;
  private final InstantSource clock;
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Set.of(), Instant.MIN);

  public Rules(RuleStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The value set, if any. */
  public Optional<String> value(Scope place, String name, Rule.Tier tier) {
    return Optional.ofNullable(current().values.get(new Key(place, name, tier)));
  }

  /** Whether there is a value of that name for any place. */
  boolean isSet(String name) {
    return current().names.contains(name);
  }

  public List<Rule> all() {
    return current().values.entrySet().stream()
        .map(e -> new Rule(e.getKey().place, e.getKey().name, e.getKey().tier, e.getValue()))
        .toList();
  }

  /** Who changes something, and where it was said; for the record. */
  public record Author(String who, String where) {}

  /** Sets a value, or with null removes it. */
  public synchronized void set(
      Scope place, String name, Rule.Tier tier, @Nullable String value, Author author) {
    String before = value(place, name, tier).orElse("");
    store.change(
        new Rule(place, name, tier, Objects.requireNonNullElse(value, "")),
        value,
        new RuleStore.AuditEntry(
            author.who,
            author.where,
            place.encode() + " " + name,
            before,
            Objects.requireNonNullElse(value, ""),
            clock.instant()));
    snapshot = load();
  }

  /** Records a change that is no rule. */
  public void recordAudit(Author author, String what, String before, String after) {
    store.recordAudit(
        new RuleStore.AuditEntry(author.who, author.where, what, before, after, clock.instant()));
  }

  private Snapshot current() {
    Snapshot known = snapshot;
    if (known.loadedAt.isBefore(clock.instant().minus(CACHE_TTL))) {
      known = load();
      snapshot = known;
    }
    return known;
  }

  private Snapshot load() {
    Map<Key, String> values = new HashMap<>();
    Instant now = clock.instant();
    for (Rule rule : store.all()) {
      values.put(new Key(rule.place(), rule.name(), rule.tier()), rule.value());
    }
    Set<String> names = values.keySet().stream().map(Key::name).collect(Collectors.toSet());
    return new Snapshot(Map.copyOf(values), names, now);
  }

  private record Key(Scope place, String name, Rule.Tier tier) {}

  private record Snapshot(Map<Key, String> values, Set<String> names, Instant loadedAt) {}
}
