package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.web.Routes;
import io.github.reelay.web.WebServer;
import io.github.reelay.web.WebhookRoute;
import io.github.reelay.web.chat.WebChat;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Everything that is served: the web chat, and what operators and relays ask for. */
final class WebModule {
  private final Settings settings;
  private final StorageModule storage;
  private final MediaModule media;
  private final MessageBundles bundles;
  private final InstantSource clock;
  private final SecureRandom random;
  private final WebChat chat;

  WebModule(
      Settings settings,
      StorageModule storage,
      MediaModule media,
      MessageRenderer renderer,
      MessageBundles bundles,
      InstantSource clock,
      SecureRandom random) {
    this.settings = settings;
    this.storage = storage;
    this.media = media;
    this.bundles = bundles;
    this.clock = clock;
    this.random = random;
    this.chat = new WebChat(storage.transcript(), renderer, bundles, clock);
  }

  ChatPlatform platform() {
    return chat.platform();
  }

  /** What the web chat keeps about people, for {@code /forget}. */
  PersonalDataStore personalDataStore() {
    return chat.personalDataStore();
  }

  WebServer start(
      Conversation conversation,
      ProviderModule providers,
      List<Routes> operationRoutes,
      List<WebhookRoute> webhooks,
      CloseStack closeStack)
      throws IOException {
    List<Routes> routes = new ArrayList<>(operationRoutes);
    if (settings.webChat().enabled()) {
      routes.addAll(
          chat.routes(
              conversation,
              providers.providers().modelCatalogue(),
              storage.tasks(),
              media.folder(),
              media.converter(),
              settings.webChat(),
              random));
    }
    return closeStack.add(
        "the web server",
        WebServer.start(settings.web(), routes, webhooks, bundles, clock, random));
  }
}
