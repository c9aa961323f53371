package io.github.reelay.web.ops;

import java.util.function.Supplier;

/**
 * The health of one part of the program.
 *
 * @param name {@code database}, {@code discord}, {@code telegram}, {@code provider apimart}
 * @param needed whether the program is not ready while this part is down: the database and every
 *     switched-on chat are; one provider of several is not
 * @param detail one line without secrets; what is wrong, or what is known
 */
public record ComponentHealth(String name, boolean up, boolean needed, String detail) {
  public static ComponentHealth up(String name, boolean needed, String detail) {
    return new ComponentHealth(name, true, needed, detail);
  }

  public static ComponentHealth down(String name, boolean needed, String detail) {
    return new ComponentHealth(name, false, needed, detail);
  }

  /** A part, and how to ask it. Asking may block for a while, and may throw: then it is down. */
  public record Probe(String name, boolean needed, Supplier<ComponentHealth> check) {}
}
