package io.github.reelay.policy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store of the rules that operators and moderators set at run time, and of who set them. Durable;
 * a rule and its record are one transaction.
 */
public interface RuleStore {
  List<Rule> all();

  /**
   * Sets a rule (its place, name and tier are its key), or removes it, and records it.
   *
   * @param value null removes
   */
  void change(Rule key, @Nullable String value, AuditEntry entry);

  /** Records a change that is no rule: a ruling about a task. */
  void recordAudit(AuditEntry entry);

  /** The newest records first. */
  List<AuditEntry> auditEntries(int limit);

  /**
   * One change, as it is recorded.
   *
   * @param who the person's reference
   * @param where the chat it was said in
   * @param what the rule's place and name
   * @param before empty when there was none
   * @param after empty when it was removed
   */
  record AuditEntry(
      String who, String where, String what, String before, String after, Instant at) {}
}
