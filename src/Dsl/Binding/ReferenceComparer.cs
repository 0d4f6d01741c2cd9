using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace NetSpec.Dsl.Binding;

/// <summary>Tells syntax trees apart by identity: comparing whole trees by value costs too much for a dictionary.</summary>
internal sealed class ReferenceComparer : IEqualityComparer<object>
{
    public static ReferenceComparer Instance { get; } = new();

    bool IEqualityComparer<object>.Equals(object? x, object? y) => ReferenceEquals(x, y);

    int IEqualityComparer<object>.GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
}
