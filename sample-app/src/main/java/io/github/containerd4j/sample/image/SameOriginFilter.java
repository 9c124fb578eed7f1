package io.github.containerd4j.sample.image;

import java.io.IOException;
import java.net.URI;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps other web pages from changing anything: a form of theirs cannot send our header,
 * and a script of theirs would first have to ask, which is never allowed.
 */
@Component
class SameOriginFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Containerd-Dashboard";

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getRequestURI().startsWith(request.getContextPath() + "/api/changes/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (request.getHeader(HEADER) == null || !isSameOrigin(request)) {
			response.sendError(HttpServletResponse.SC_FORBIDDEN);
			return;
		}
		chain.doFilter(request, response);
	}

	// Programs without a page send no origin.
	private static boolean isSameOrigin(HttpServletRequest request) {
		String origin = request.getHeader("Origin");
		if (origin == null) {
			return true;
		}
		try {
			return URI.create(origin).getRawAuthority() != null
					&& URI.create(origin).getRawAuthority().equals(request.getHeader("Host"));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
