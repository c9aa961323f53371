package io.github.reelay.web;

import io.github.reelay.conversation.text.MessageBundles;
import io.javalin.http.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The login page: the password form, without scripts. */
record LoginPage(MessageBundles bundles) {
  void show(Context ctx, int status, @Nullable String errorMessage) {
    Locale locale = bundles.supportedLanguage(Visitor.localeOf(ctx));
    ctx.status(status)
        .html(
            """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Reelay</title>
            <link rel="icon" href="/favicon.svg">
            <link rel="stylesheet" href="/app.css">
            </head>
            <body class="login">
            <main>
            <h1><img src="/favicon.svg" alt="" width="40" height="40"> Reelay</h1>
            <form method="post" action="/login">
            <label for="password">%s</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
            <p role="alert">%s</p>
            <button class="primary" type="submit">%s</button>
            </form>
            </main>
            </body>
            </html>
            """
                .formatted(
                    locale.toLanguageTag(),
                    bundles.get(locale, "web.login.password"),
                    errorMessage == null ? "" : errorMessage,
                    bundles.get(locale, "web.login.enter")));
  }
}
