namespace ILGPU.Execution;

/// <summary>Numbers of barrier intervals: what happened in an interval before <see cref="Group"/> and since <see cref="Launch"/> was done by another group.</summary>
/// <param name="Launch">The first interval of the launch.</param>
/// <param name="Group">The first interval of the group.</param>
/// <param name="Now">The current interval.</param>
internal readonly record struct Clock(int Launch, int Group, int Now);
