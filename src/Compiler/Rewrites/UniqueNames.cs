using System;
using System.Collections.Generic;
using System.Globalization;

namespace NetSpec.Compiler.Rewrites;

/// <summary>Names of a net, each given once: a number is added where there is one of that name.</summary>
/// <param name="separator">What stands before the number.</param>
internal sealed class UniqueNames(string separator)
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>The name, or the name with the first number from 2 on that is free. Work does not grow with how often it was given.</summary>
    public string Take(string name)
    {
        if (_taken.Add(name))
            return name;

        var number = _numbers.TryGetValue(name, out var last) ? last : 1;
        string unique;
        do
        {
            unique = name + separator + (++number).ToString(CultureInfo.InvariantCulture);
        }
        while (!_taken.Add(unique));

        _numbers[name] = number;
        return unique;
    }
}
