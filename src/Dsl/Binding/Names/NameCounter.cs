using System.Collections.Generic;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Binding.Names;

/// <summary>Names the unnamed layers of one binding: <c>stem.conv</c>, <c>stem.conv2</c>, in the order of the chain.</summary>
/// <param name="prefix">The path of the binding with its dot.</param>
internal sealed class NameCounter(string prefix)
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _taken = [];

    public string Next(string keyword)
    {
        while (true)
        {
            var count = _counts[keyword] = _counts.TryGetValue(keyword, out var before) ? before + 1 : 1;
            var name = count == 1 ? keyword : keyword + Rules.Text(count);
            if (_taken.Add(name))
            {
                return prefix + name;
            }
        }
    }
}
