using System;
using NetSpec.Runtime.Threading;
using Xunit;

namespace NetSpec.Runtime.Tests.Threading;

public sealed class ProcessorsTests
{
    [Fact]
    public void A_thread_says_where_it_runs() =>
        Assert.InRange(Processors.Current, OperatingSystem.IsLinux() ? 0 : -1, 1023);

    [Fact]
    public void A_thread_leaves_a_processor_that_is_taken_where_it_can()
    {
        var before = Processors.Current;
        var after = Processors.Leave([before, -1]);
        if (Environment.ProcessorCount > 1 && before >= 0)
            Assert.NotEqual(before, after);
    }

    [Fact]
    public void A_thread_stays_where_nobody_else_is_or_where_all_are_taken()
    {
        Assert.Equal(Processors.Current < 0, Processors.Leave([-1]) < 0);

        var all = new int[1024];
        for (var i = 0; i < all.Length; i++)
            all[i] = i;
        Assert.InRange(Processors.Leave(all), -1, 1023);
    }
}
