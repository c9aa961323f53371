package io.github.reelay.web;

import io.javalin.http.Context;

/**
 * The security headers of every answer, so that a browser does nothing with it that we did not
 * mean.
 */
public final class SecurityHeaders {
  /** Everything from ourselves; pictures also from memory (the preview before sending). */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
          + "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
          + "frame-ancestors 'none'";

  private SecurityHeaders() {}

  public static void apply(Context ctx) {
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        // Not "no-referrer": with that a browser sends "Origin: null" with our own login form
        // (Fetch standard, "append a request Origin header"), and OriginCheck refuses it.
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (!ctx.path().startsWith("/media/")) {
      ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    }
    if (ctx.path().startsWith("/api/")) {
      ctx.header("Cache-Control", "no-store");
    }
  }
}
