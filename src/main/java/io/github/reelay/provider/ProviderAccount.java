package io.github.reelay.provider;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import io.github.reelay.provider.comfyui.ComfyServer;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.Offer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider: a named account at a relay.
 *
 * @param name how the catalogue, metrics and alerts call it
 * @param enabled whether it is used once it has what it needs, see {@link #isOn()}
 * @param baseUrl without {@code /v1}; null only for the sandbox until it runs, and for an account
 *     that is switched off
 * @param key sent to the base's own origin only; null where none is needed, and for an account that
 *     is not set up
 * @param concurrency tasks at once there
 * @param submitsPerMinute new tasks a minute there
 * @param repeat when a POST whose answer was lost is repeated
 * @param rate what one unit of its currency is in the operator's
 */
public record ProviderAccount(
    String name,
    boolean enabled,
    Dialect dialect,
    @Nullable URI baseUrl,
    @Nullable Secret key,
    int concurrency,
    int submitsPerMinute,
    Repeat repeat,
    BigDecimal rate) {
  /** When a POST whose answer was lost may be repeated with its key. */
  public enum Repeat {
    /** Where the relay documents for the model that it knows it again. */
    DOCUMENTED,
    /**
     * There, once the relay has shown it: to {@code prove}, or by saying that it repeats itself.
     */
    PROVEN,
    NEVER
  }

  private static final UrlForm BASE_URL =
      UrlForm.http(
          "an address without /v1 at its end, such as https://api.example.org", "(?!.*/v1$).*", "");

  /** All accounts in the order they are asked: those named in it first. */
  public static List<ProviderAccount> readAll(SettingReader in) {
    Set<String> names = in.entries("providers");
    Set<String> order =
        new LinkedHashSet<>(
            in.list(
                "provider-order",
                "names of providers: " + String.join(", ", names),
                name -> {
                  if (!names.contains(name)) {
                    throw new IllegalArgumentException("no such provider");
                  }
                  return name;
                }));
    order.addAll(names);
    Map<String, BigDecimal> rates =
        in
            .list(
                "money.rates",
                "a currency and what one of it is in yours, such as CNY 0.14",
                ProviderAccount::parseRate)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, last) -> last));
    Dialects dialects = Dialects.read(in.configFolder());
    return order.stream().map(name -> read(in, name, rates, dialects)).toList();
  }

  /** Each account's dialect, by the account's name. */
  public static Map<String, Dialect> dialects(List<ProviderAccount> accounts) {
    return accounts.stream()
        .collect(Collectors.toMap(ProviderAccount::name, ProviderAccount::dialect));
  }

  private static ProviderAccount read(
      SettingReader in, String name, Map<String, BigDecimal> rates, Dialects dialects) {
    String path = "providers." + name + ".";
    ProviderAccount account =
        new ProviderAccount(
            name,
            in.flag(path + "enabled"),
            in.value(
                path + "dialect",
                "one of " + dialects.names(),
                text ->
                    dialects
                        .named(text.toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> new IllegalArgumentException("no dialect"))),
            in.optionalUrl(path + "base-url", BASE_URL).orElse(null),
            in.token(path + "key").orElse(null),
            in.count(path + "concurrency", 1, 10_000),
            in.count(path + "submits-per-minute", 1, 100_000),
            in.choice(path + "repeat-after-lost-answer", Repeat.class),
            in.optional(
                    path + "currency",
                    "one of money.rates: " + String.join(", ", new TreeSet<>(rates.keySet())),
                    currency ->
                        Optional.ofNullable(rates.get(currency))
                            .orElseThrow(IllegalArgumentException::new))
                .orElse(BigDecimal.ONE));
    if (account.enabled
        && !account.isSandbox()
        && account.baseUrl == null
        && (account.dialect.needsKey() || account.key != null)) {
      in.reject(path + "base-url", BASE_URL.allowed());
    }
    if (account.key != null && !account.enabled) {
      in.addWarning(
          in.variable(path + "key")
              + " is set, but providers."
              + name
              + ".enabled is false; the provider is not used.");
    }
    return account;
  }

  private static Map.Entry<String, BigDecimal> parseRate(String text) {
    String[] words = text.strip().split("\\s+");
    if (words.length != 2 || new BigDecimal(words[1]).signum() <= 0) {
      throw new IllegalArgumentException("no rate");
    }
    return Map.entry(words[0], new BigDecimal(words[1]));
  }

  /** The same, but repeats are tried where the relay documents them: that is what proves them. */
  public ProviderAccount repeatingForProof() {
    return repeat != Repeat.PROVEN
        ? this
        : new ProviderAccount(
            name,
            enabled,
            dialect,
            baseUrl,
            key,
            concurrency,
            submitsPerMinute,
            Repeat.DOCUMENTED,
            rate);
  }

  /**
   * The server, where it is a GPU of one's own.
   *
   * @param submitTimeout how long the answer to a new job is waited for
   */
  Optional<ComfyServer> gpu(Duration submitTimeout, InstantSource clock) {
    return dialect.isComfyUi() && baseUrl != null
        ? Optional.of(new ComfyServer(baseUrl, key, submitTimeout, clock))
        : Optional.empty();
  }

  /** Whether tasks may go there. */
  public boolean isOn() {
    return enabled && (isSandbox() || key != null || (!dialect.needsKey() && baseUrl != null));
  }

  /** Whether its relay calls an address of ours when a task has changed. */
  public boolean callsBack() {
    return dialect.callsBack();
  }

  /** Whether its relay is the built-in one. */
  public boolean isSandbox() {
    return name.equals(Offer.SANDBOX);
  }

  /** The same account at a relay that has started just now, as the sandbox does. */
  public ProviderAccount at(URI relay, Secret relayKey) {
    return new ProviderAccount(
        name, enabled, dialect, relay, relayKey, concurrency, submitsPerMinute, repeat, rate);
  }
}
