package io.github.reelay.policy;

import io.github.reelay.task.Address;
import io.github.reelay.task.PersonRef;
import java.util.Set;

/**
 * Who asks, and where.
 *
 * @param roles ids of the person's roles there (Discord)
 */
public record Caller(PersonRef person, Address address, Set<String> roles) {
  public Caller {
    roles = Set.copyOf(roles);
  }
}
