package io.github.reelay.app;

import io.github.reelay.config.ProviderSettings;
import io.github.reelay.config.Secret;
import io.github.reelay.config.Settings;
import io.github.reelay.policy.ProviderDesk;
import io.github.reelay.provider.Catalogue;
import io.github.reelay.provider.ProviderEntry;
import io.github.reelay.provider.RelayOptions;
import io.github.reelay.provider.Relays;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.sandbox.SandboxOptions;
import io.github.reelay.provider.sandbox.SandboxRelay;
import io.github.reelay.tracking.Alert;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The relays, and the built-in one where it is switched on. */
record ProviderParts(Relays relays, ProviderDesk desk) {
  private static final Duration FETCH_WITHIN = Duration.ofMinutes(10);

  static ProviderParts open(
      Settings settings,
      Catalogue catalogue,
      MediaParts media,
      Alert.Sink alerts,
      InstantSource clock,
      SecureRandom random,
      Closing closing)
      throws IOException {
    List<ProviderEntry> entries = new ArrayList<>();
    for (ProviderSettings provider : settings.providersOn()) {
      if (provider.isSandbox()) {
        SandboxRelay relay = closing.add("the sandbox", sandbox(settings, clock, random));
        entries.add(entry(provider, relay.baseUrl(), relay.key()));
      } else {
        entries.add(entry(provider, provider.baseUrl().orElseThrow(), provider.key().orElse(null)));
      }
    }
    RelayOptions options =
        new RelayOptions(
            settings.submitTimeout(),
            settings.media().largestVideo(),
            FETCH_WITHIN,
            settings.http().publicUrl().isPresent());
    Relays relays =
        new Relays(
            catalogue,
            entries,
            options,
            media.folder(),
            media.fitter(),
            media.links(),
            alerts,
            clock);
    return new ProviderParts(relays, new RelayDesk(relays));
  }

  private static SandboxRelay sandbox(Settings settings, InstantSource clock, SecureRandom random)
      throws IOException {
    byte[] key = new byte[16];
    random.nextBytes(key);
    return SandboxRelay.start(
        new SandboxOptions(
            settings.dataDir().resolve("sandbox"),
            new Secret(HexFormat.of().formatHex(key)),
            settings.sandboxPretends(),
            clock,
            random));
  }

  static ProviderEntry entry(ProviderSettings provider, URI base, @Nullable Secret key) {
    return new ProviderEntry(
        provider.name(),
        Dialect.named(provider.dialect().name().toLowerCase(Locale.ROOT)).orElseThrow(),
        base,
        key,
        provider.concurrency(),
        provider.submitsPerMinute());
  }
}
