using System.Collections.Generic;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>The counters of a net by path. Uses of blocks with one prefix share a counter, so that their unnamed layers differ.</summary>
internal sealed class NameCounters
{
    private readonly Dictionary<string, NameCounter> _counters = [];

    /// <param name="path">The path with its last dot.</param>
    public NameCounter Of(string path)
    {
        if (!_counters.TryGetValue(path, out var counter))
        {
            _counters.Add(path, counter = new(path));
        }

        return counter;
    }
}
