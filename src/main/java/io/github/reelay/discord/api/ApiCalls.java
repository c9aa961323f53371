package io.github.reelay.discord.api;

import io.github.reelay.discord.api.DiscordResult.Trouble;
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

  public static <T> DiscordResult<T> make(Supplier<? extends RestAction<T>> action) {
    try {
      return new DiscordResult.Done<>(action.get().complete());
    } catch (ErrorResponseException e) {
      return failed(trouble(e), "HTTP " + e.getResponse().code + ", code " + e.getErrorCode());
    } catch (InteractionExpiredException e) {
      return failed(Trouble.TICKET_DEAD, "expired");
    } catch (DetachedEntityException e) {
      return failed(Trouble.FORBIDDEN, "not a member there");
    } catch (PermissionException e) {
      return failed(Trouble.FORBIDDEN, "missing " + e.getPermission());
    } catch (RuntimeException e) {
      boolean held = e.getCause() instanceof TimeoutException;
      if (!held) {
        log.atWarn()
            .addKeyValue("chat", "discord")
            .log("a call to Discord ended without an answer, it is tried again: {}", e.toString());
      }
      return failed(held ? Trouble.HELD_BACK : Trouble.UNCLEAR, e.toString());
    }
  }

  private static <T> DiscordResult<T> failed(Trouble trouble, String detail) {
    return new DiscordResult.Failed<>(trouble, detail);
  }

  /** Codes by Discord's documentation, "Opcodes and Status Codes", "JSON". */
  private static Trouble trouble(ErrorResponseException e) {
    int status = e.getResponse().code;
    if (status == 413) {
      return Trouble.TOO_LARGE;
    }
    ErrorResponse known = e.getErrorResponse();
    Trouble byCode =
        switch (known) {
          case REQUEST_ENTITY_TOO_LARGE -> Trouble.TOO_LARGE;
          case INVALID_WEBHOOK_TOKEN, UNKNOWN_WEBHOOK, UNKNOWN_INTERACTION -> Trouble.TICKET_DEAD;
          case UNKNOWN_MESSAGE -> Trouble.MESSAGE_GONE;
          case UNKNOWN_CHANNEL, UNKNOWN_GUILD -> Trouble.CHANNEL_GONE;
          case MAX_OLD_MESSAGE_EDITS -> Trouble.TOO_OLD;
          default -> Trouble.UNCLEAR;
        };
    if (byCode != Trouble.UNCLEAR) {
      return byCode;
    }
    return switch (status) {
      case 403 -> Trouble.FORBIDDEN;
      case 400, 404, 405 -> Trouble.REFUSED;
      default -> Trouble.UNCLEAR;
    };
  }
}
