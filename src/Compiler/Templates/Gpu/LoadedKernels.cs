namespace NetSpec.Gpu
{
    using global::System;
    using global::System.Collections.Generic;
    using global::System.Runtime.CompilerServices;
    using global::ILGPU.Runtime;

    /// <summary>The kernels that are compiled for each device, so that models on one device share them.</summary>
    internal static class LoadedKernels
    {
        private static readonly ConditionalWeakTable<Accelerator, Dictionary<Delegate, Delegate>> Launchers = new();

        /// <summary>The launcher of a kernel; <paramref name="load"/> compiles it at the first call for a device.</summary>
        /// <exception cref="InvalidOperationException">The device cannot run it.</exception>
        public static TLauncher Get<TLauncher>(Accelerator accelerator, Delegate kernel, Func<TLauncher> load)
            where TLauncher : Delegate
        {
            var launchers = Launchers.GetOrCreateValue(accelerator);
            lock (launchers)
            {
                if (!launchers.TryGetValue(kernel, out var launcher))
                {
                    accelerator.Bind();
                    try
                    {
                        launcher = load();
                    }
                    catch (Exception exception)
                    {
                        // What a kernel compiler throws wraps the reason, often several times.
                        throw new InvalidOperationException(
                            $"{accelerator.Name} cannot run the kernels of this model: {exception.GetBaseException().Message}", exception);
                    }

                    launchers.Add(kernel, launcher);
                }

                return (TLauncher)launcher;
            }
        }
    }
}
