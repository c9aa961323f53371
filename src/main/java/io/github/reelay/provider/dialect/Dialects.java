package io.github.reelay.provider.dialect;

import java.util.List;
import java.util.Optional;

/** The dialects there are. */
public final class Dialects {
  /** By the names used in reelay.yaml and models.yaml. */
  public static final List<Dialect> ALL =
      List.of(new EnvelopeDialect(), new OpenAiDialect(), new TasksDialect(), new ComfyUiDialect());

  private Dialects() {}

  public static Optional<Dialect> find(String name) {
    return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
  }
}
