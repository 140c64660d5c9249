package io.chimera.app.fault;

import io.chimera.core.delivery.CloudCarrier;
import io.chimera.core.delivery.CloudCarriers;
import io.chimera.core.delivery.LanCarrier;
import io.chimera.core.delivery.LanCarriers;
import io.chimera.core.file.FileShelf;
import io.chimera.core.file.IncomingFile;
import io.chimera.core.store.AccountStore;
import io.chimera.core.store.AccountStores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts a watched twin before each port, and before whatever a watched port hands out. */
final class Watch implements BeanPostProcessor {

    /** What is watched, and under which name its steps are reached. {@code alter} is a commit as well as {@code change}. */
    private static final Map<Class<?>, Map<String, String>> WATCHED = Map.of(
            AccountStores.class, Map.of(),
            LanCarriers.class, Map.of(),
            CloudCarriers.class, Map.of(),
            FileShelf.class, Map.of(),
            AccountStore.class, Map.of("change", "commit", "alter", "commit"),
            LanCarrier.class, Map.of("carry", "carry"),
            CloudCarrier.class, Map.of("carry", "carry"),
            IncomingFile.class, Map.of("seal", "seal"));

    private final Doom doom;

    Watch(Doom doom) {
        this.doom = doom;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return watched(bean);
    }

    private Object watched(Object target) {
        var kind = WATCHED.keySet().stream()
                .filter(port -> port.isInstance(target))
                .findFirst();
        return kind.isEmpty() ? target : twin(target, WATCHED.get(kind.get()));
    }

    private Object twin(Object target, Map<String, String> steps) {
        return Proxy.newProxyInstance(
                Watch.class.getClassLoader(),
                interfaces(target.getClass()).toArray(Class<?>[]::new),
                (_, method, arguments) -> {
                    var step = steps.get(method.getName());
                    if (step != null) doom.reach("before-" + step);
                    try {
                        var result = method.invoke(target, arguments);
                        if (step != null) doom.reach("after-" + step);
                        return result == null ? null : watched(result);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) all.addAll(Set.of(each.getInterfaces()));
        return all;
    }
}
