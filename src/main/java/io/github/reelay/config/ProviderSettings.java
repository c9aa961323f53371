package io.github.reelay.config;

import java.net.URI;
import java.util.Optional;

/**
 * An account at a relay.
 *
 * @param name how the catalogue, metrics and alerts call it
 * @param enabled whether it is used once it has what it needs, see {@link #isOn()}
 * @param baseUrl without {@code /v1} and without a slash at its end; empty only for the sandbox
 * @param key empty for the sandbox, and for an account that is not set up
 * @param concurrency videos in the making at once, at most
 * @param submitsPerMinute new videos a minute, at most
 */
public record ProviderSettings(
    String name,
    boolean enabled,
    Dialect dialect,
    Optional<URI> baseUrl,
    Optional<Secret> key,
    int concurrency,
    int submitsPerMinute) {

  /** Its dialect adds {@code /v1/…}. */
  private static final UrlForm BASE =
      UrlForm.http(
          "an address without /v1 at its end, such as https://api.example.org", "(?!.*/v1$).*", "");

  /** The entry that is built in. */
  public static final String SANDBOX = "sandbox";

  /** The wire protocol. */
  public enum Dialect {
    ENVELOPE,
    OPENAI
  }

  /** Whether tasks may go there. */
  public boolean isOn() {
    return enabled && (isSandbox() || key.isPresent());
  }

  public boolean isSandbox() {
    return name.equals(SANDBOX);
  }

  public static ProviderSettings read(SettingReader in, String name) {
    String path = "providers." + name + ".";
    ProviderSettings provider =
        new ProviderSettings(
            name,
            in.flag(path + "enabled"),
            in.choice(path + "dialect", Dialect.class),
            in.optionalUrl(path + "base-url", BASE),
            in.token(path + "key"),
            in.count(path + "concurrency", 1, 10_000),
            in.count(path + "submits-per-minute", 1, 100_000));
    if (provider.enabled && !provider.isSandbox() && provider.baseUrl.isEmpty()) {
      in.reject(path + "base-url", BASE.allowed());
    }
    if (provider.key.isPresent() && !provider.enabled) {
      in.addWarning(
          SettingReader.variable(path + "key")
              + " is set, but providers."
              + name
              + ".enabled is false; the provider is not used.");
    }
    return provider;
  }
}
