package io.github.reelay.telegram.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.client.okhttp.OkHttpTelegramClient;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;
import org.telegram.telegrambots.meta.api.methods.updates.SetWebhook;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.objects.ResponseParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.exceptions.TelegramApiException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;

/**
 * The client of Bot API calls, whose failures are values: what was refused, what has to wait, and
 * what nobody can know. Sends each call once. Thread-safe.
 */
public final class BotApi {
  /** Telegram's floods are told in seconds; a 429 without one is taken for this. */
  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(3);

  private final ObjectMapper json = newObjectMapper();
  private final OkHttpTelegramClient client;
  private final HttpClients http;
  private final BotApiUrls urls;

  public BotApi(HttpClients http, BotApiUrls urls) {
    this.http = http;
    this.urls = urls;
    this.client = newClient(http.calls());
  }

  private OkHttpTelegramClient newClient(OkHttpClient calls) {
    return new OkHttpTelegramClient(json, calls, urls.token(), urls.libraryUrl());
  }

  /** JSON as the Bot API has it: absent values are left out, unknown ones passed over. */
  public static ObjectMapper newObjectMapper() {
    return new ObjectMapper()
        .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  public <T extends Serializable, M extends BotApiMethod<T>> TelegramResult<T> call(M method) {
    return execute(() -> client.executeAsync(method));
  }

  public TelegramResult<Serializable> call(EditMessageMedia method) {
    return execute(() -> client.executeAsync(method));
  }

  /**
   * @param way how the call goes out, with what it is made of
   */
  public TelegramResult<Serializable> call(EditMessageMedia method, Interceptor way) {
    OkHttpClient.Builder calls = http.calls().newBuilder();
    calls.interceptors().addFirst(way);
    OkHttpTelegramClient oneCall = newClient(calls.build());
    return execute(() -> oneCall.executeAsync(method));
  }

  public TelegramResult<Message> call(SendVideo method) {
    return execute(() -> client.executeAsync(method));
  }

  public TelegramResult<Boolean> call(SetWebhook method) {
    return execute(() -> client.executeAsync(method));
  }

  private <T> TelegramResult<T> execute(Call<T> call) {
    try {
      return new TelegramResult.Done<>(call.start().join());
    } catch (CompletionException e) {
      return failure(e.getCause() == null ? e : e.getCause());
    } catch (TelegramApiException e) {
      return failure(e);
    }
  }

  private <T> TelegramResult<T> failure(Throwable thrown) {
    return switch (thrown) {
      case TelegramApiRequestException e -> refused(e);
      case TelegramApiException e when e.getCause() instanceof IOException io -> unclear(io);
      case IOException e -> unclear(e);
      default -> new TelegramResult.Unclear<>(false, describe(thrown));
    };
  }

  private <T> TelegramResult<T> refused(TelegramApiRequestException e) {
    @Nullable Integer code = e.getErrorCode();
    @Nullable ResponseParameters parameters = e.getParameters();
    String words = urls.redact(e.getApiResponse());
    if (code == null || code == 0) {
      // An answer that is not Telegram's JSON: a gateway spoke, and what became of the call is
      // open.
      return new TelegramResult.Unclear<>(false, "no answer of the Bot API");
    }
    if (code == 429) {
      @Nullable Integer seconds = parameters == null ? null : parameters.getRetryAfter();
      return new TelegramResult.RetryLater<>(
          seconds == null ? DEFAULT_RETRY_AFTER : Duration.ofSeconds(seconds));
    }
    if (code >= 500) {
      return new TelegramResult.Unclear<>(false, code + " " + words);
    }
    @Nullable Long movedTo = parameters == null ? null : parameters.getMigrateToChatId();
    return new TelegramResult.Refused<>(TelegramError.of(code, words), code, words, movedTo);
  }

  private <T> TelegramResult<T> unclear(IOException e) {
    boolean unsent =
        e instanceof ConnectException
            || e instanceof UnknownHostException
            || e instanceof NoRouteToHostException
            || e instanceof SSLHandshakeException;
    return new TelegramResult.Unclear<>(unsent, describe(e));
  }

  private String describe(Throwable thrown) {
    return thrown.getClass().getSimpleName() + ": " + urls.redact(thrown.getMessage());
  }

  /** Begins a call of the library. */
  @FunctionalInterface
  private interface Call<T> {
    CompletableFuture<T> start() throws TelegramApiException;
  }
}
