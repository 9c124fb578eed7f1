package io.github.containerd4j.sample.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps foreign web pages out. Listening on the loopback address is not enough: a page
 * whose host name its owner points at 127.0.0.1 may read from here, as the browser takes
 * both for one site. Its requests carry that host name, though.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LocalOnlyFilter extends OncePerRequestFilter {

	private static final Pattern LOCAL_HOST = Pattern
		.compile("(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[[0-9a-f:]+])(:\\d+)?");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (arrivedLocally(request) && !namesThisHost(request.getHeader("Host"))) {
			response.sendError(HttpServletResponse.SC_FORBIDDEN);
			return;
		}
		response.setHeader("Content-Security-Policy",
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
						+ " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
		response.setHeader("X-Content-Type-Options", "nosniff");
		response.setHeader("Referrer-Policy", "no-referrer");
		chain.doFilter(request, response);
	}

	private static boolean arrivedLocally(HttpServletRequest request) throws IOException {
		return InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress();
	}

	private static boolean namesThisHost(String host) {
		return host != null && LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
	}

}
