package io.github.reelay.policy;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.Set;

/**
 * The caller whose access is checked: a person, their place and roles.
 *
 * @param roles ids of the person's roles there (Discord)
 */
public record Caller(PersonRef person, Destination destination, Set<String> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
