namespace ILGPU;

/// <summary>The settings of a context.</summary>
public class ContextProperties
{
    public OptimizationLevel OptimizationLevel { get; protected set; } = OptimizationLevel.Release;

    public bool EnableProfiling { get; protected set; }
}
