import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one Elasticsearch node in this process until SIGTERM, or until its input ends when {@code ends.with.input} is set.
 *
 * <p>Usage: {@code java -Des.path.home=HOME -Des.path.conf=CONFIG ... EsNode [setting=value ...]}; settings given here
 * stand above those of elasticsearch.yml.
 */
public final class EsNode {

    public static void main(String[] arguments) throws Exception {
        if (Boolean.getBoolean("ends.with.input")) {
            Thread watch = new Thread(EsNode::endWithInput, "ends-with-input");
            watch.setDaemon(true);
            watch.start();
        }
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put("path.home", System.getProperty("es.path.home"));
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            overrides.put(parts[0], parts[1]);
        }

        LogConfigurator.configureESLogging(); // settings cannot be parsed before a logger factory is in place
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            Settings.EMPTY, overrides, Path.of(System.getProperty("es.path.conf")), () -> "node-1");
        LogConfigurator.setNodeName(Node.NODE_NAME_SETTING.get(environment.settings()));
        LogConfigurator.configure(environment, true);

        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false), Set.of(), Map.of());
        Node node = new Node(environment, plugins);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, closed), "node-shutdown"));
        node.start();
        closed.await();
    }

    /** Whoever started this node holds the other end of its input; however that process ends, the input ends with it. */
    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said here
            }
        } catch (IOException e) {
            // as good as the end
        }
        Thread limit = new Thread(() -> {
            try {
                Thread.sleep(10_000);
            } catch (InterruptedException e) {
                // then at once
            }
            Runtime.getRuntime().halt(1);
        });
        limit.setDaemon(true);
        limit.start();
        System.exit(0);
    }

    private static void close(Node node, CountDownLatch closed) {
        try {
            node.prepareForClose();
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            e.printStackTrace();
        } finally {
            closed.countDown();
        }
    }
}
