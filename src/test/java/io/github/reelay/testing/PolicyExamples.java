package io.github.reelay.testing;

import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.AccessOptions.Subjects;
import io.github.reelay.policy.AccessOptions.UnknownPolicy;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of the policy that restrict nothing, or one thing. */
public final class PolicyExamples {
  public static final Subjects NOBODY = new Subjects(Set.of(), Set.of(), Set.of(), Set.of());

  public static final AccessOptions OPEN =
      new AccessOptions(UnknownPolicy.AUTO, NOBODY, NOBODY, Set.of());

  public static final LimitOptions UNLIMITED = new LimitOptions(Map.of());

  public static final ContentOptions ANY_CONTENT =
      new ContentOptions(List.of(), List.of(), 0, Duration.ofHours(1), Duration.ofHours(1));

  private PolicyExamples() {}

  public static LimitOptions limit(LimitKey key, LimitValue value) {
    return new LimitOptions(Map.of(key, value));
  }
}
