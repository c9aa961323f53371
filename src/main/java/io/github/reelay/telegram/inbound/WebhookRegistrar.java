package io.github.reelay.telegram.inbound;

import io.github.reelay.telegram.api.Backoff;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.StopSignal;
import io.github.reelay.telegram.api.TelegramOptions;
import io.github.reelay.telegram.api.TelegramResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.objects.WebhookInfo;

/** The registrar of the webhook: sets it, and checks now and then whether it is still ours. */
public final class WebhookRegistrar {
  private static final Logger log = LoggerFactory.getLogger(WebhookRegistrar.class);

  /** Twice within the minute after which the part counts as silent. */
  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(25);

  private final BotApi api;
  private final TelegramOptions.Webhook options;
  private final UpdateHealth health;
  private final StopSignal stop;

  public WebhookRegistrar(
      BotApi api, TelegramOptions.Webhook options, UpdateHealth health, StopSignal stop) {
    this.api = api;
    this.options = options;
    this.health = health;
    this.stop = stop;
  }

  /** Runs until it is stopped. The webhook stays: what comes meanwhile waits at Telegram. */
  public void run() {
    Backoff backoff = new Backoff();
    while (!stop.isStopped()) {
      boolean set = isRegistered() || register();
      if (set) {
        backoff.reset();
        health.recordPoll();
      } else {
        health.recordProblem("the webhook is not set");
      }
      stop.sleepUnlessStopped(set ? CHECK_INTERVAL : backoff.next());
    }
  }

  private boolean register() {
    SetWebhook set =
        SetWebhook.builder()
            .url(options.address().toString())
            .secretToken(options.secret().reveal())
            .allowedUpdates(LongPoller.ALLOWED_UPDATES)
            .build();
    TelegramResult<Boolean> result = api.call(set);
    if (result instanceof TelegramResult.Done<Boolean>) {
      secretRegistered = true;
      return true;
    }
    log.atWarn().log("The webhook could not be set, trying again: {}", result);
    return false;
  }

  private boolean isRegistered() {
    return secretRegistered
        && api.call(new GetWebhookInfo())
            instanceof TelegramResult.Done<WebhookInfo>(WebhookInfo info)
        && options.address().toString().equals(info.getUrl());
  }

  /** Telegram does not tell the secret, so the first thing in each run is to set it. */
  private boolean secretRegistered;
}
