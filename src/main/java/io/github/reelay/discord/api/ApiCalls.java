package io.github.reelay.discord.api;

import io.github.reelay.discord.api.DiscordResult.DiscordError;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.DetachedEntityException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InteractionExpiredException;
import net.dv8tion.jda.api.exceptions.PermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls to Discord whose failures are values; nothing is thrown. JDA checks permissions when an
 * action is built, so building it is part of the call.
 */
public final class ApiCalls {
  private static final Logger log = LoggerFactory.getLogger(ApiCalls.class);

  private ApiCalls() {}

  public static <T> DiscordResult<T> execute(Supplier<? extends RestAction<T>> action) {
    try {
      return new DiscordResult.Done<>(action.get().complete());
    } catch (ErrorResponseException e) {
      return failed(errorOf(e), "HTTP " + e.getResponse().code + ", code " + e.getErrorCode());
    } catch (InteractionExpiredException e) {
      return failed(DiscordError.TOKEN_EXPIRED, "expired");
    } catch (DetachedEntityException e) {
      return failed(DiscordError.FORBIDDEN, "not a member there");
    } catch (PermissionException e) {
      return failed(DiscordError.FORBIDDEN, "missing " + e.getPermission());
    } catch (RuntimeException e) {
      boolean held = e.getCause() instanceof TimeoutException;
      if (!held) {
        log.atWarn()
            .addKeyValue("chat", "discord")
            .log("A call to Discord ended without an answer, it is tried again: {}", e.toString());
      }
      return failed(held ? DiscordError.NOT_SENT : DiscordError.UNCLEAR, e.toString());
    }
  }

  private static <T> DiscordResult<T> failed(DiscordError error, String detail) {
    return new DiscordResult.Failed<>(error, detail);
  }

  /** Codes by Discord's documentation, "Opcodes and Status Codes", "JSON". */
  private static DiscordError errorOf(ErrorResponseException e) {
    int status = e.getResponse().code;
    if (status == 413) {
      return DiscordError.TOO_LARGE;
    }
    ErrorResponse known = e.getErrorResponse();
    DiscordError byCode =
        switch (known) {
          case REQUEST_ENTITY_TOO_LARGE -> DiscordError.TOO_LARGE;
          case INVALID_WEBHOOK_TOKEN, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION ->
              DiscordError.TOKEN_EXPIRED;
          case UNKNOWN_MESSAGE -> DiscordError.MESSAGE_GONE;
          case UNKNOWN_CHANNEL, UNKNOWN_GUILD -> DiscordError.CHANNEL_GONE;
          case MAX_OLD_MESSAGE_EDITS -> DiscordError.TOO_OLD;
          case MESSAGE_BLOCKED_BY_AUTOMOD, MESSAGE_BLOCKED_BY_HARMFUL_LINK_FILTER ->
              DiscordError.WORDS_BLOCKED;
          case ILLEGAL_OPERATION_ARCHIVED_THREAD -> DiscordError.THREAD_CLOSED;
          default -> DiscordError.UNCLEAR;
        };
    if (byCode != DiscordError.UNCLEAR) {
      return byCode;
    }
    return switch (status) {
      case 403 -> DiscordError.FORBIDDEN;
      case 400, 404, 405 -> DiscordError.REFUSED;
      default -> DiscordError.UNCLEAR;
    };
  }
}
