package io.github.reelay.chat;

import io.github.reelay.config.SettingReader;
import java.util.Optional;

/**
 * A chat that is switched on: its factory, and the options that were read for it.
 *
 * @param tellsOperator whether alerts go there, beside the log
 */
public record ConfiguredChat<O>(ChatFactory<O> factory, O options, boolean tellsOperator) {
  /** Reads a chat's section; empty when it is switched off. */
  public static <O> Optional<ConfiguredChat<O>> read(ChatFactory<O> factory, SettingReader in) {
    boolean tellsOperator =
        factory.alertKey().flatMap(key -> in.optional(key, "a place", text -> text)).isPresent();
    return factory.read(in).map(options -> new ConfiguredChat<>(factory, options, tellsOperator));
  }

  public String name() {
    return factory.name();
  }

  public Chat create(ChatPorts ports) {
    return factory.create(options, ports);
  }

  public Optional<TokenCheck> check() {
    return factory.check(options);
  }
}
