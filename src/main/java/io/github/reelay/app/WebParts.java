package io.github.reelay.app;

import io.github.reelay.config.Settings;
import io.github.reelay.conversation.BundleWording;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Memory;
import io.github.reelay.conversation.Texts;
import io.github.reelay.tracking.ChatPlatform;
import io.github.reelay.web.Hook;
import io.github.reelay.web.Routes;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import io.github.reelay.web.chat.WebChatOptions;
import io.github.reelay.web.chat.WebChatSite;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Everything that is served: the web chat, and what operators and relays ask for. */
final class WebParts {
  private final Settings settings;
  private final StoreParts store;
  private final MediaParts media;
  private final Texts texts;
  private final InstantSource clock;
  private final SecureRandom random;
  private final WebChatSite site;

  WebParts(
      Settings settings,
      StoreParts store,
      MediaParts media,
      BundleWording wording,
      Texts texts,
      InstantSource clock,
      SecureRandom random) {
    this.settings = settings;
    this.store = store;
    this.media = media;
    this.texts = texts;
    this.clock = clock;
    this.random = random;
    this.site = new WebChatSite(store.transcript(), wording, texts, clock);
  }

  ChatPlatform platform() {
    return site.platform();
  }

  /** What the web chat keeps about people, for {@code /forget}. */
  Memory memory() {
    return site.memory();
  }

  WebServer start(
      Conversation conversation,
      ProviderParts providers,
      List<Routes> operation,
      List<Hook> hooks,
      Closing closing)
      throws IOException {
    List<Routes> routes = new ArrayList<>(operation);
    if (settings.web().enabled()) {
      routes.addAll(
          site.routes(
              conversation,
              providers.relays().menu(),
              store.tasks(),
              media.folder(),
              media.fitter(),
              new WebChatOptions(settings.money().currency(), settings.web().uploadLimit()),
              random));
    }
    return closing.add(
        "the web server",
        WebServer.start(
            new WebOptions(
                settings.http().host(),
                settings.http().port(),
                settings.http().publicUrl().orElse(null),
                settings.web().password().orElse(null),
                settings.dataDir().resolve("cookie.key")),
            routes,
            hooks,
            texts,
            clock,
            random));
  }
}
