package io.github.reelay.discord.api;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * An interceptor that keeps JDA and OkHttp from sending a POST again on their own, by telling them
 * of a plain 500.
 *
 * <p>JDA repeats after 502, 503, 504, 520 to 529 and OkHttp after 408 and a 503 with Retry-After:
 * 0; neither does after 500 (JDA 6.5.0 Requester; OkHttp RetryAndFollowUpInterceptor). A post that
 * was made before such an answer would stand in the chat twice. Only the callback of an interaction
 * may be repeated: Discord takes it once, and it has three seconds.
 */
final class NoRepeatInterceptor implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Response response = chain.proceed(request);
    boolean repeated = response.code() == 408 || response.code() > 500;
    if (!repeated
        || !request.method().equals("POST")
        || request.url().encodedPath().endsWith("/callback")) {
      return response;
    }
    return response
        .newBuilder()
        .code(500)
        .message("HTTP " + response.code())
        .removeHeader("Retry-After")
        .build();
  }
}
