package io.github.reelay.web.standby;

import io.github.reelay.web.ForwardStamp;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Hands requests on, unless they ask about this instance itself or have been handed on already: of
 * two instances that take each other for the one that works, neither may answer by asking.
 */
record ForwardingFilter(Forwarder forwarder, ForwardStamp stamp) implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest asked
        && response instanceof HttpServletResponse answer
        && !isAboutThisOne(asked)
        && stamp.read(asked).isEmpty()
        && forwarder.forward(asked, answer)) {
      return;
    }
    chain.doFilter(request, response);
  }

  /** Figures are those of the one that works: from here they would be counted twice. */
  private static boolean isAboutThisOne(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/health/") || path.equals("/metrics");
  }
}
