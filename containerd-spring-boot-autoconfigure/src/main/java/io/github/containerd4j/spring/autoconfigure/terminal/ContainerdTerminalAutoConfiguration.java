package io.github.containerd4j.spring.autoconfigure.terminal;

import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdClient;
import io.github.containerd4j.spring.autoconfigure.ContainerdAutoConfiguration;
import io.github.containerd4j.spring.autoconfigure.ContainerdProperties;
import io.github.containerd4j.spring.terminal.TerminalHandler;
import jakarta.websocket.Session;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.socket.server.support.WebSocketHandlerMapping;
import org.springframework.web.socket.server.support.WebSocketHttpRequestHandler;

/**
 * Lets users open terminals in containers over a WebSocket, if
 * {@code containerd.terminal.enabled} says so.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ContainerdAutoConfiguration.class)
@ConditionalOnClass({ WebSocketHttpRequestHandler.class, Session.class, DispatcherServlet.class })
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnBooleanProperty("containerd.terminal.enabled")
@ConditionalOnSingleCandidate(ContainerdClient.class)
@EnableConfigurationProperties({ ContainerdProperties.class, ContainerdTerminalProperties.class })
public final class ContainerdTerminalAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TerminalHandler containerdTerminalHandler(ContainerdClient client, ContainerdProperties properties,
			ContainerdTerminalProperties terminal) {
		return new TerminalHandler(client, properties.getNamespace(),
				PropertiesTerminalSettings.of(terminal, properties.getNamespace()));
	}

	// A mapping of its own: an application need not have, and may have, WebSockets
	// besides.
	@Bean
	@ConditionalOnMissingBean(name = "containerdTerminalHandlerMapping")
	WebSocketHandlerMapping containerdTerminalHandlerMapping(TerminalHandler handler,
			ContainerdTerminalProperties terminal) {
		WebSocketHttpRequestHandler endpoint = new WebSocketHttpRequestHandler(handler);
		endpoint.setHandshakeInterceptors(List.of(handler.handshake()));
		WebSocketHandlerMapping mapping = new WebSocketHandlerMapping();
		mapping.setOrder(0);
		mapping.setUrlMap(Map.of(PropertiesTerminalSettings.path(terminal), endpoint));
		return mapping;
	}

}
